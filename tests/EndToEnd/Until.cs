namespace Ooak.EndToEnd.Tests;

/// <summary>Polls with a deadline.</summary>
internal static class Until
{
    public static async Task True(Func<Task<bool>> condition, string what, int seconds = 60)
    {
        var deadline = DateTime.UtcNow.AddSeconds(seconds);
        while (!await condition())
        {
            if (DateTime.UtcNow > deadline)
            {
                throw new TimeoutException($"after {seconds} s still not: {what}");
            }

            await Task.Delay(25);
        }
    }

    /// <summary>Waits for what is looked for.</summary>
    public static async Task<T> Found<T>(Func<Task<T?>> find, string what, int seconds = 20)
        where T : class
    {
        T? found = null;
        await True(async () => (found = await find()) is not null, what, seconds);
        return found!;
    }

    /// <summary>Waits for a value; the last one that was seen stands in the message when it never comes.</summary>
    public static async Task Equal<T>(T expected, Func<Task<T>> actual, string what, int seconds = 60)
    {
        var seen = default(T);
        try
        {
            await True(async () => EqualityComparer<T>.Default.Equals(expected, seen = await actual()), what, seconds);
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{e.Message}: expected {expected}, last saw {seen}", e);
        }
    }
}
