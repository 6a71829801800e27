using System.Diagnostics;
using System.Net.Http.Json;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Amazon.S3;
using Ooak.LocalCloud.DynamoDb;

namespace Ooak.LocalCloud.Tests;

/// <summary>The program as a whole: what survives a kill, and what is left after it.</summary>
public sealed partial class LifecycleTests : IDisposable
{
    private const int SigTerm = 15;
    private const int SigKill = 9;

    private readonly string _folder = Directory.CreateTempSubdirectory("localcloud-life-").FullName;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(20) };

    public void Dispose()
    {
        _http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_kill_loses_nothing_acknowledged_and_leaves_no_process()
    {
        var template = Harness.Template(_folder);
        Harness.WriteAssembly(_folder, template);
        string pool;
        using (var first = await Start())
        {
            pool = await PhysicalId(first, "Pool");
            await Write(first, await PhysicalId(first, "Table"), await PhysicalId(first, "Uploads"));
            (await _http.GetStringAsync(new Uri(first.ExecuteApi, "/api/echo"))).ShouldContain("rawPath");
            await Until.True(() => Records("Counter").Contains("CALL#1"), "the stream was read");
            await Until.True(async () => (await _http.GetStringAsync(new Uri(first.Console, "/api/streams"))).Contains("\"position\":\"", StringComparison.Ordinal), "the position was kept");
            var children = first.Children();
            children.Count.ShouldBeGreaterThan(1);

            first.Signal(SigKill);
            await Until.True(() => children.TrueForAll(Gone), "no process is left");
        }

        var before = Records("Counter").Count;
        using var second = await Start();
        (await PhysicalId(second, "Pool")).ShouldBe(pool);
        using var dynamoDb = second.DynamoDb();
        using var s3 = second.S3();
        (await dynamoDb.GetItemAsync(await PhysicalId(second, "Table"), Key("CALL#1"))).Item.ShouldContainKey("pk");
        (await s3.GetObjectMetadataAsync(await PhysicalId(second, "Uploads"), "kept.txt")).ContentLength.ShouldBe(4);
        var mails = JsonNode.Parse(await _http.GetStringAsync(new Uri(second.Console, "/mailbox.json")))!.AsArray();
        mails.Count.ShouldBe(1);

        await dynamoDb.PutItemAsync(await PhysicalId(second, "Table"), Key("CALL#2"));
        await Until.True(() => Records("Counter").Contains("CALL#2"), "the stream goes on");
        Records("Counter").Skip(before).ShouldNotContain("CALL#1");

        var rest = second.Children();
        // Not SIGINT: what a shell runs in the background ignores it, and so does all that is started from there.
        second.Signal(SigTerm);
        await second.Process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(60));
        second.Process.ExitCode.ShouldBe(0);
        rest.TrueForAll(Gone).ShouldBeTrue();
    }

    [Fact]
    public async Task Clouds_that_share_a_DynamoDB_Local_have_tables_and_streams_of_their_own()
    {
        await using var shared = await DynamoDbLocal.StartSharedAsync(Harness.DynamoDbLocal, TestContext.Current.CancellationToken);
        await using var second = await Harness.StartAsync((_, options) => options with { SharedDynamoDbLocal = shared });
        using var dynamoDb = second.DynamoDb();
        await using (var first = await Harness.StartAsync((_, options) => options with { SharedDynamoDbLocal = shared }))
        {
            first.Table.ShouldBe(second.Table);
            using var other = first.DynamoDb();
            await other.PutItemAsync(first.Table, Key("CALL#first"));
            await Until.True(() => first.ReceivedRecords("Counter").Any(), "the first cloud's stream brought it");
            (await dynamoDb.ScanAsync(new ScanRequest(second.Table))).Items.ShouldBeEmpty();
        }

        await dynamoDb.PutItemAsync(second.Table, Key("CALL#second"));
        await Until.True(() => second.ReceivedRecords("Counter").Any(), "the second cloud's stream goes on without the first");
        second.ReceivedRecords("Counter").Select(record => (string?)record["dynamodb"]?["Keys"]?["sk"]?["S"]).ShouldBe(["CALL#second"]);

        var refused = await Should.ThrowAsync<LocalCloudException>(() => Harness.StartAsync((_, options) => options with { SharedDynamoDbLocal = shared, Data = second.Folder }));
        refused.Message.ShouldContain("keeps nothing on disk");
    }

    [Fact]
    public async Task Faults_cut_the_network_fail_services_and_kill_functions()
    {
        await using var cloud = await Harness.StartAsync();
        Task<HttpResponseMessage> Faults(JsonObject fault) => cloud.Http.PostAsJsonAsync(new Uri(cloud.Cloud.Console, "/faults"), fault);
        using var dynamoDb = new AmazonDynamoDBClient(
            new BasicAWSCredentials(LocalCloudHost.RootCredentials.AccessKey, LocalCloudHost.RootCredentials.SecretKey),
            new AmazonDynamoDBConfig { ServiceURL = cloud.Cloud.Services.ToString(), AuthenticationRegion = cloud.Cloud.Region, MaxErrorRetry = 0 });

        await Faults(new JsonObject { ["serviceErrors"] = new JsonObject { ["service"] = "dynamodb", ["count"] = 1, ["status"] = 500 } });
        (await Should.ThrowAsync<AmazonDynamoDBException>(() => dynamoDb.DescribeTableAsync(cloud.Table))).ErrorCode.ShouldBe("InternalServerError");
        (await dynamoDb.DescribeTableAsync(cloud.Table)).Table.ShouldNotBeNull();

        await Faults(new JsonObject { ["network"] = "down" });
        await Should.ThrowAsync<HttpRequestException>(() => cloud.Http.GetAsync(cloud.Cloud.Site));
        await Faults(new JsonObject { ["network"] = "up" });
        (await cloud.Http.GetAsync(cloud.Cloud.Site)).IsSuccessStatusCode.ShouldBeTrue();

        var before = (int)JsonNode.Parse(await cloud.Http.GetStringAsync(new Uri(cloud.Api, "pid")))!["pid"]!;
        await Faults(new JsonObject { ["kill"] = "Web" });
        await Until.True(() => Gone(before), "the process died");
        ((int)JsonNode.Parse(await cloud.Http.GetStringAsync(new Uri(cloud.Api, "pid")))!["pid"]!).ShouldNotBe(before);

        await Faults(new JsonObject { ["duplicateStream"] = true });
        await dynamoDb.PutItemAsync(cloud.Table, Key("CALL#twice"));
        await Until.True(() => cloud.ReceivedRecords("Counter").Count(r => (string?)r["dynamodb"]?["Keys"]?["sk"]?["S"] == "CALL#twice") >= 2, "the record came twice");
    }

    private static Dictionary<string, AttributeValue> Key(string sk) => new(StringComparer.Ordinal) { ["pk"] = new("P"), ["sk"] = new(sk) };

    private static async Task Write(Running cloud, string table, string bucket)
    {
        using var dynamoDb = cloud.DynamoDb();
        using var s3 = cloud.S3();
        await dynamoDb.PutItemAsync(table, Key("CALL#1"));
        await s3.PutObjectAsync(new Amazon.S3.Model.PutObjectRequest { BucketName = bucket, Key = "kept.txt", ContentBody = "kept" });
    }

    private List<string> Records(string function) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(_folder, "records"), function + "-*.json").Order(StringComparer.Ordinal)
            .SelectMany(f => JsonNode.Parse(File.ReadAllText(f))!["Records"]!.AsArray())
            .Select(r => (string)r!["dynamodb"]!["Keys"]!["sk"]!["S"]!),
    ];

    private async Task<string> PhysicalId(Running cloud, string logicalId) =>
        (string)JsonNode.Parse(await _http.GetStringAsync(new Uri(cloud.Console, "/api/resources")))!.AsArray().Single(r => (string)r!["logicalId"]! == logicalId)!["physicalId"]!;

    private async Task<Running> Start()
    {
        using var ports = Ports.Choose(0);
        var port = ports.Site;
        var start = new ProcessStartInfo(
            "dotnet",
            [Assembly.GetAssembly(typeof(LocalCloudHost))!.Location, "--assembly", Path.Combine(_folder, "cdk.out"), "--port", port.ToString(), "--data", Path.Combine(_folder, "data")])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            WorkingDirectory = Harness.RepositoryRoot,
        };
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("LocalCloud ready: ", StringComparison.Ordinal))
            {
                return new Running(process, port);
            }
        }

        throw new InvalidOperationException("LocalCloud did not start");
    }

    private static bool Gone(int pid)
    {
        try
        {
            var status = File.ReadAllText($"/proc/{pid}/stat");
            return status[(status.LastIndexOf(')') + 2)..].StartsWith('Z');
        }
        catch (IOException)
        {
            return true;
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int pid, int signal);

    private sealed class Running(Process process, int port) : IDisposable
    {
        public Process Process => process;

        public Uri ExecuteApi { get; } = new($"http://127.0.0.1:{port + 1}");

        public Uri Console { get; } = new($"http://127.0.0.1:{port + 2}");

        public AmazonDynamoDBClient DynamoDb() => new(Root(), new AmazonDynamoDBConfig { ServiceURL = $"http://127.0.0.1:{port + 3}", AuthenticationRegion = "eu-central-1" });

        public AmazonS3Client S3() => new(Root(), new AmazonS3Config { ServiceURL = $"http://127.0.0.1:{port + 3}", AuthenticationRegion = "eu-central-1", ForcePathStyle = true });

        public void Signal(int signal) => _ = Kill(process.Id, signal);

        /// <summary>Children and theirs, from /proc.</summary>
        public List<int> Children()
        {
            var parents = Directory.EnumerateDirectories("/proc").Select(d => int.TryParse(Path.GetFileName(d), out var pid) ? pid : 0).Where(p => p > 0)
                .Select(pid => (Pid: pid, Parent: Parent(pid))).ToList();
            var found = new List<int>();
            var next = new Queue<int>([process.Id]);
            while (next.TryDequeue(out var parent))
            {
                foreach (var (pid, _) in parents.Where(p => p.Parent == parent))
                {
                    found.Add(pid);
                    next.Enqueue(pid);
                }
            }

            return found;
        }

        public void Dispose()
        {
            if (!process.HasExited)
            {
                process.Kill();
            }

            process.Dispose();
        }

        private static int Parent(int pid)
        {
            try
            {
                var status = File.ReadAllText($"/proc/{pid}/stat");
                return int.Parse(status[(status.LastIndexOf(')') + 2)..].Split(' ')[1]);
            }
            catch (IOException)
            {
                return 0;
            }
        }

        private static BasicAWSCredentials Root() => new(LocalCloudHost.RootCredentials.AccessKey, LocalCloudHost.RootCredentials.SecretKey);
    }
}
