using Microsoft.OpenApi;
using Ooak.Contract;

// Writes what the HTTP API's endpoints say of themselves as an OpenAPI document.
if (args is not [var path])
{
    Console.Error.WriteLine("usage: Ooak.Contract FILE");
    return 2;
}

var document = await ContractDocument.MakeAsync();
await File.WriteAllTextAsync(path, await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1) + "\n");
return 0;
