namespace Ooak.LocalCloud;

/// <summary>The program's arguments.</summary>
internal static class CommandLine
{
    private const string Usage = "usage: --assembly cdk.out [--port 8080] [--data DIR] [--account 000000000000] [--region eu-central-1] [--variable NAME=VALUE]…";

    public static LocalCloudOptions Parse(string[] args)
    {
        var options = new LocalCloudOptions { Assembly = "", Output = Console.Out };
        for (var i = 0; i < args.Length; i += 2)
        {
            if (i + 1 == args.Length)
            {
                throw new LocalCloudException($"{args[i]} needs a value; {Usage}");
            }

            var value = args[i + 1];
            options = args[i] switch
            {
                "--assembly" => options with { Assembly = value },
                "--port" => options with { Port = PortOf(value) },
                "--data" => options with { Data = value },
                "--account" => options with { Account = value },
                "--region" => options with { Region = value },
                "--variable" => options with { FunctionVariables = With(options.FunctionVariables, value) },
                _ => throw new LocalCloudException($"unknown option {args[i]}; {Usage}"),
            };
        }

        return options.Assembly.Length == 0 ? throw new LocalCloudException($"--assembly is missing; {Usage}") : options;
    }

    private static Dictionary<string, string> With(IReadOnlyDictionary<string, string> variables, string text) =>
        text.Split('=', 2) is [{ Length: > 0 } name, var value]
            ? new(variables, StringComparer.Ordinal) { [name] = value }
            : throw new LocalCloudException($"--variable {text} is not NAME=VALUE");

    private static int PortOf(string text) =>
        int.TryParse(text, out var port) && port is >= 0 and <= 65_530
            ? port
            : throw new LocalCloudException($"--port {text} is not a port; use 0 for a free one");
}
