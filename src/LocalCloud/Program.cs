using System.Runtime.InteropServices;
using Ooak.LocalCloud;

return await Run(args);

static async Task<int> Run(string[] args)
{
    LocalCloudOptions options;
    try
    {
        options = CommandLine.Parse(args);
    }
    catch (LocalCloudException e)
    {
        await Console.Error.WriteLineAsync("LocalCloud: " + e.Message);
        return 2;
    }

    var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    void OnSignal(PosixSignalContext signal)
    {
        signal.Cancel = true;
        stop.TrySetResult();
    }

    using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
    using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
    try
    {
        await using var host = await LocalCloudHost.StartAsync(options);
        await stop.Task;
        Console.WriteLine("Stopping …");
        return 0;
    }
    catch (LocalCloudException e)
    {
        await Console.Error.WriteLineAsync("LocalCloud: " + e.Message);
        return 1;
    }
}
