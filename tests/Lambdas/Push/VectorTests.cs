using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Ooak.Lambdas.Push;

namespace Ooak.Lambdas.Tests.Push;

/// <summary>What the standards give as examples.</summary>
public sealed class VectorTests
{
    /// <summary>RFC 8291 §5, with the intermediate keys of appendix A behind it.</summary>
    [Fact]
    public void A_message_is_encrypted_as_in_RFC_8291()
    {
        var browser = BrowserKeys.Parse("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4", "BTBZMqHH6r4Tts7J_aSIgg")!;
        var point = Bytes("BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8");
        using var own = ECDiffieHellman.Create(Private(point, Bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw")));

        var body = PushEncryption.Encrypt("When I grow up, I want to be a watermelon"u8, browser, own, Bytes("DGv6ra1nlYgDCS1FRnbzlw"));

        Base64Url.EncodeToString(body).ShouldBe(
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN");
    }

    /// <summary>RFC 8292 §2.4. A signature is another each time, so the example's is verified and its token's text compared.</summary>
    [Fact]
    public void A_token_is_made_as_in_RFC_8292()
    {
        const string token = "eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzI1NiJ9.eyJhdWQiOiJodHRwczovL3B1c2guZXhhbXBsZS5uZXQiLCJleHAiOjE0NTM1MjM3NjgsInN1YiI6Im1haWx0bzpwdXNoQGV4YW1wbGUuY29tIn0";
        const string signature = "i3CYb7t4xfxCDquptFOepC9GAu_HLGkMlMuCGSK2rpiUfnK9ojFwDXb1JrErtmysazNjjvW2L9OkSSHzvoD1oA";
        const string key = "BA1Hxzyi1RUM1b5wjxsn7nGxAszw2u61m164i3MrAIxHF6YK5h4SDYic-dRuU_RCPCfA5aq9ojSwk5Y2EmClBPs";

        VapidKey.Unsigned("https://push.example.net", DateTimeOffset.FromUnixTimeSeconds(1453523768), "mailto:push@example.com").ShouldBe(token);
        IsSigned(token, signature, key).ShouldBeTrue();
        IsSigned(token[..^1] + "1", signature, key).ShouldBeFalse();
    }

    [Fact]
    public void A_request_says_who_sends_it()
    {
        using var made = VapidKey.Create();
        using var key = VapidKey.Import(made.Export());

        var header = key.Authorization("https://push.example.net", DateTimeOffset.FromUnixTimeSeconds(1453523768), "https://calls.example.com");

        var parts = header.Split(["vapid t=", ", k=", "."], StringSplitOptions.RemoveEmptyEntries);
        parts.Length.ShouldBe(4);
        parts[3].ShouldBe(made.PublicKey);
        IsSigned($"{parts[0]}.{parts[1]}", parts[2], parts[3]).ShouldBeTrue();
        Encoding.UTF8.GetString(Bytes(parts[1])).ShouldBe("""{"aud":"https://push.example.net","exp":1453523768,"sub":"https://calls.example.com"}""");
    }

    [Fact]
    public void No_two_messages_look_alike_and_none_is_longer_than_push_services_take()
    {
        using var pair = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var browser = new BrowserKeys(Points.Encode(pair.ExportParameters(false).Q), RandomNumberGenerator.GetBytes(16));
        var longest = new byte[PushEncryption.MaximumText];

        var bodies = Enumerable.Range(0, 3).Select(_ => Convert.ToHexString(PushEncryption.Encrypt(longest, browser))).ToList();

        bodies.Distinct().Count().ShouldBe(3);
        bodies.ShouldAllBe(body => body.Length == 2 * 4096);
        Should.Throw<ArgumentOutOfRangeException>(() => PushEncryption.Encrypt(new byte[longest.Length + 1], browser));
    }

    [Theory]
    [InlineData("not on the curve", "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw8", "BTBZMqHH6r4Tts7J_aSIgg")]
    [InlineData("compressed", "AyVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcx", "BTBZMqHH6r4Tts7J_aSIgg")]
    [InlineData("a short secret", "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4", "BTBZMqHH6r4Tts7J")]
    [InlineData("no base64url", "BCVxsr7N*eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4", "BTBZMqHH6r4Tts7J_aSIgg")]
    [InlineData("nothing", "", null)]
    public void Keys_of_no_use_are_refused(string why, string? point, string? secret) => BrowserKeys.Parse(point, secret).ShouldBeNull(why);

    private static ECParameters Private(byte[] point, byte[] secret)
    {
        var parameters = Points.Decode(point);
        parameters.D = secret;
        return parameters;
    }

    private static bool IsSigned(string token, string signature, string key)
    {
        using var verifier = ECDsa.Create(Points.Decode(Bytes(key)));
        return verifier.VerifyData(Encoding.ASCII.GetBytes(token), Bytes(signature), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    private static byte[] Bytes(string text) => Base64Url.DecodeFromChars(text);
}
