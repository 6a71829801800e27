using Ooak.Benchmarks;

switch (args)
{
    case ["cold", .. var rest]:
        await ColdStarts.RunAsync(Rounds(rest, 20));
        break;
    case ["catalogue", .. var rest]:
        await ColdStarts.RunCatalogueAsync(Rounds(rest, 3));
        break;
    case ["compare", var name, .. var folders]:
        await ColdStarts.CompareAsync(name, folders);
        break;
    case ["trace", var name, .. var folder]:
        await StartTrace.RunAsync(name, folder is [var build] ? build : null);
        break;
    case ["warm"]:
        Bridge.Run();
        break;
    case ["handlers", .. var rest]:
        await Handlers.RunAsync(Rounds(rest, 300));
        break;
    case ["sync", .. var rest]:
        await SyncRate.RunAsync(Rounds(rest, 30));
        break;
    case ["package"]:
        await Package.RunAsync();
        break;
    default:
        Console.Error.WriteLine("usage: benchmarks/run cold|catalogue|compare NAME FOLDER…|trace NAME [FOLDER]|warm|handlers|sync|package [rounds]");
        return 2;
}

return 0;

static int Rounds(string[] rest, int usual) => rest is [var text] ? int.Parse(text, CultureInfo.InvariantCulture) : usual;
