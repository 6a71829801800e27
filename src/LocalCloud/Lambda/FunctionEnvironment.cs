using System.Collections;
using Ooak.LocalCloud.Aws;

namespace Ooak.LocalCloud.Lambda;

/// <summary>The environment that a function's process sees: Lambda's reserved variables, the template's, and what .NET needs to run.</summary>
/// <remarks>AWS Lambda Developer Guide, "Defined runtime environment variables".</remarks>
internal sealed class FunctionEnvironment(CredentialStore credentials, LocalAddresses addresses, LocalCloudOptions options)
{
    private static readonly string[] Inherited =
    [
        "PATH", "HOME", "TMPDIR", "DOTNET_ROOT", "LANG", "SystemRoot", "TEMP", "TMP",

        // How this machine compiles; a function's own variables come later and win.
        "DOTNET_TieredCompilation", "DOTNET_EnableWriteXorExecute",
    ];

    public Dictionary<string, string> Of(LambdaFunction function, string runtimeApi, string logStream, string id)
    {
        var key = credentials.ForRole(function.RoleName, function.Name);
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry entry in Environment.GetEnvironmentVariables())
        {
            if (Inherited.Contains((string)entry.Key))
            {
                environment[(string)entry.Key] = (string)entry.Value!;
            }
        }

        foreach (var (name, value) in options.FunctionVariables)
        {
            environment[name] = value;
        }

        foreach (var (name, value) in function.Environment)
        {
            environment[name] = addresses.ForFunction(name, value);
        }

        environment["AWS_LAMBDA_RUNTIME_API"] = runtimeApi;
        environment["AWS_REGION"] = options.Region;
        environment["AWS_DEFAULT_REGION"] = options.Region;
        environment["AWS_ACCESS_KEY_ID"] = key.AccessKey;
        environment["AWS_SECRET_ACCESS_KEY"] = key.SecretKey;
        environment["AWS_SESSION_TOKEN"] = key.TokenOf(id);
        environment["AWS_ENDPOINT_URL"] = addresses.Services;
        environment["AWS_LAMBDA_FUNCTION_NAME"] = function.Name;
        environment["AWS_LAMBDA_FUNCTION_VERSION"] = "$LATEST";
        environment["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = function.MemoryMegabytes.ToString();
        environment["AWS_LAMBDA_LOG_GROUP_NAME"] = "/aws/lambda/" + function.Name;
        environment["AWS_LAMBDA_LOG_STREAM_NAME"] = logStream;
        environment["AWS_LAMBDA_INITIALIZATION_TYPE"] = "on-demand";
        environment["AWS_EXECUTION_ENV"] = "AWS_Lambda_dotnet10";
        environment["_HANDLER"] = function.Handler;
        environment["LAMBDA_TASK_ROOT"] = function.CodeFolder;
        environment["DOTNET_gcServer"] = "0";
        environment["DOTNET_TieredPGO"] = "0";
        environment["DOTNET_GCHeapHardLimit"] = (function.MemoryMegabytes * 1024L * 1024L).ToString("X");
        environment["DOTNET_NOLOGO"] = "1";
        environment["TZ"] = ":UTC";
        return environment;
    }
}
