namespace Ooak.LocalCloud.Lambda;

/// <summary>A function's standard output and error: the last lines in memory, all of them in a file under the data folder.</summary>
internal sealed class FunctionLog : IDisposable
{
    private readonly LogRing _ring = new(500);
    private readonly StreamWriter? _file;

    public FunctionLog(string function, string? data)
    {
        if (data is not null)
        {
            var folder = Path.Combine(data, "logs");
            Directory.CreateDirectory(folder);
            _file = new StreamWriter(Path.Combine(folder, function + ".log"), append: true) { AutoFlush = true };
        }
    }

    public void Add(string line)
    {
        _ring.Add(line);
        if (_file is not null)
        {
            lock (_file)
            {
                _file.WriteLine($"{DateTime.UtcNow:O} {line}");
            }
        }
    }

    public IReadOnlyList<LogLine> Lines() => _ring.Lines();

    public void Dispose() => _file?.Dispose();
}
