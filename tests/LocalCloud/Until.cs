namespace Ooak.LocalCloud.Tests;

/// <summary>Polls with a deadline.</summary>
internal static class Until
{
    public static Task True(Func<bool> condition, string what, int seconds = 60) => True(() => Task.FromResult(condition()), what, seconds);

    public static async Task True(Func<Task<bool>> condition, string what, int seconds = 60)
    {
        var deadline = DateTime.UtcNow.AddSeconds(seconds);
        while (!await condition())
        {
            if (DateTime.UtcNow > deadline)
            {
                throw new TimeoutException($"after {seconds} s still not: {what}");
            }

            await Task.Delay(20);
        }
    }
}
