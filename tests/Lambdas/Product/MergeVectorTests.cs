using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Ooak.Lambdas.Tests.Product;

/// <summary>The 10,000 cases of tests/vectors/merge.json: the models of the server in the app's tests come to the same outcomes
/// (src/Pwa/test/mergeVectors.test.ts). MERGE_CASE=17 shows a case as this side sees it.</summary>
public sealed class MergeVectorTests
{
    private const int PerBlock = 100;

    private static readonly JsonElement Vectors =
        Samples.Json(File.ReadAllText(Path.Combine(Build.RepositoryRoot, "tests", "vectors", "merge.json")));

    [Fact]
    public void The_same_cases_have_the_same_outcomes_as_in_TypeScript()
    {
        var blocks = Vectors.GetProperty("blocks").EnumerateArray().ToList();
        (blocks.Count * PerBlock).ShouldBe(10_000);

        foreach (var (number, block) in blocks.Index())
        {
            var lines = Enumerable.Range(number * PerBlock, PerBlock).Select(MergeCase.Line).ToList();
            if (Sha256(string.Join('\n', lines)) == block.GetProperty("sha256").GetString())
            {
                continue;
            }

            var hints = block.GetProperty("hints").GetString()!.Chunk(2).Select(pair => new string(pair));
            var (line, _) = lines.Zip(hints).FirstOrDefault(pair => Sha256(pair.First)[..2] != pair.Second);
            Assert.Fail(line is null ? $"A case of {number * PerBlock} to {(number * PerBlock) + PerBlock - 1} differs." : $"Here it is:\n{line}");
        }
    }

    [Fact]
    public void Those_that_people_can_read_are_as_written()
    {
        var readable = Vectors.GetProperty("readable").EnumerateArray().ToList();

        readable.ShouldNotBeEmpty();
        foreach (var expected in readable)
        {
            MergeCase.Line(expected.GetProperty("case").GetInt32()).ShouldBe(MergeCase.Canonical(expected));
        }
    }

    [Fact]
    public void One_case_is_shown_when_asked()
    {
        if (Environment.GetEnvironmentVariable("MERGE_CASE") is { Length: > 0 } number)
        {
            Assert.Fail(MergeCase.Line(int.Parse(number, CultureInfo.InvariantCulture)));
        }
    }

    private static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
