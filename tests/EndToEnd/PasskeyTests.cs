using System.Buffers.Text;
using System.Security.Cryptography;
using Ooak.LocalCloud.Tests;

namespace Ooak.EndToEnd.Tests;

/// <summary>Passkeys by the API, with an authenticator in software.</summary>
[Collection(nameof(OwnCloud))]
public sealed class PasskeyTests(OwnCloud own)
{
    private readonly TestCloud _cloud = own.Cloud;

    private Ceremony Ceremony => new(_cloud.Site.GetLeftPart(UriPartial.Authority));

    [Theory]
    [InlineData(false, -7)]
    [InlineData(true, -257)]
    public async Task A_passkey_is_registered_listed_and_signs_in_until_it_is_removed(bool rsa, int algorithm)
    {
        var (person, email) = await _cloud.NewPersonAsync();
        using var authenticator = new SoftwareAuthenticator(rsa);
        var registration = await RegistrationAsync(person, authenticator);

        var passkey = (await person.PutAsync("/auth/passkeys", registration)).Expect(200).Json;

        ((string)passkey["id"]!).ShouldBe(authenticator.Id);
        ((string)passkey["name"]!).ShouldBe("Phone");
        ((int)passkey["algorithm"]!).ShouldBe(algorithm);
        using (AsymmetricAlgorithm key = rsa ? RSA.Create() : ECDsa.Create())
        {
            key.ImportSubjectPublicKeyInfo(Base64Url.DecodeFromChars((string)passkey["publicKey"]!), out _);
        }

        foreach (var path in new[] { "/auth/passkeys", "/me" })
        {
            (await person.GetAsync(path)).Expect(200).Json["passkeys"]!.AsArray().ShouldHaveSingleItem()!.ToJsonString().ShouldBe(passkey.ToJsonString());
        }

        (await SignInAsync(email, authenticator)).Expect(200);

        (await person.DeleteAsync("/auth/passkeys/" + authenticator.Id)).Expect(204);
        (await person.GetAsync("/me")).Expect(200).Json["passkeys"]!.AsArray().ShouldBeEmpty();
        (await SignInAsync(email, authenticator)).ExpectProblem(401, "passkey-refused");
        (await person.DeleteAsync("/auth/passkeys/" + authenticator.Id)).ExpectProblem(404, "not-found");
    }

    [Fact]
    public async Task A_registration_whose_reply_was_lost_is_one_passkey()
    {
        var (person, _) = await _cloud.NewPersonAsync();
        using var authenticator = new SoftwareAuthenticator();
        var registration = await RegistrationAsync(person, authenticator);
        var first = (await person.PutAsync("/auth/passkeys", registration)).Expect(200).Json;

        var second = (await person.PutAsync("/auth/passkeys", registration)).Expect(200).Json;

        second.ToJsonString().ShouldBe(first.ToJsonString());
        (await person.GetAsync("/auth/passkeys")).Expect(200).Json["passkeys"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_registration_that_Cognito_refuses_leaves_nothing()
    {
        var (person, _) = await _cloud.NewPersonAsync();
        using var authenticator = new SoftwareAuthenticator();
        var options = (await person.PostAsync("/auth/passkeys", null)).Expect(200).Json["options"]!;
        var elsewhere = authenticator.Register(options, Ceremony with { Origin = "https://elsewhere.example" });

        (await person.PutAsync("/auth/passkeys", new JsonObject { ["name"] = "Phone", ["credential"] = elsewhere })).ExpectProblem(400, "passkey-refused");

        (await person.GetAsync("/me")).Expect(200).Json["passkeys"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_passkey_is_its_owners_alone()
    {
        var (owner, _) = await _cloud.NewPersonAsync();
        var (other, _) = await _cloud.NewPersonAsync();
        using var authenticator = new SoftwareAuthenticator();
        (await owner.PutAsync("/auth/passkeys", await RegistrationAsync(owner, authenticator))).Expect(200);

        (await other.DeleteAsync("/auth/passkeys/" + authenticator.Id)).ExpectProblem(404, "not-found");

        (await other.GetAsync("/auth/passkeys")).Expect(200).Json["passkeys"]!.AsArray().ShouldBeEmpty();
        (await owner.GetAsync("/auth/passkeys")).Expect(200).Json["passkeys"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Somebody_with_a_passkey_looks_like_somebody_without()
    {
        var (person, email) = await _cloud.NewPersonAsync();
        using var authenticator = new SoftwareAuthenticator();
        (await person.PutAsync("/auth/passkeys", await RegistrationAsync(person, authenticator))).Expect(200);

        var (real, decoy) = (await BeginAsync(email), await BeginAsync(People.NewEmail()));

        Fields(decoy).ShouldBe(Fields(real));
        ((string)decoy["session"]!).Length.ShouldBe(((string)real["session"]!).Length);
        ((string)decoy["options"]!["challenge"]!).Length.ShouldBe(((string)real["options"]!["challenge"]!).Length);
        foreach (var challenge in new[] { real, decoy })
        {
            var wrong = authenticator.Assert(challenge["options"]!, Ceremony with { Tampered = true });
            (await AnswerAsync(challenge, wrong)).ExpectProblem(401, "passkey-refused");
            (await AnswerAsync(challenge, wrong)).ExpectProblem(401, "challenge-expired");
        }
    }

    private async Task<JsonObject> RegistrationAsync(ApiClient person, SoftwareAuthenticator authenticator)
    {
        var options = (await person.PostAsync("/auth/passkeys", null)).Expect(200).Json["options"]!;
        return new JsonObject { ["name"] = " Phone ", ["credential"] = authenticator.Register(options, Ceremony) };
    }

    private async Task<JsonNode> BeginAsync(string email) =>
        (await _cloud.Anonymous().PostAsync("/auth/login", new JsonObject { ["email"] = email, ["method"] = "passkey" })).Expect(200).Json;

    private async Task<Answer> SignInAsync(string email, SoftwareAuthenticator authenticator)
    {
        var challenge = await BeginAsync(email);
        return await AnswerAsync(challenge, authenticator.Assert(challenge["options"]!, Ceremony));
    }

    private Task<Answer> AnswerAsync(JsonNode challenge, JsonObject credential) => _cloud.Anonymous().PostAsync(
        "/auth/challenge",
        new JsonObject { ["challenge"] = "WEB_AUTHN", ["session"] = (string)challenge["session"]!, ["credential"] = credential.DeepClone() });

    private static string Fields(JsonNode challenge)
    {
        var options = challenge["options"]!.AsObject();
        return string.Join(' ', challenge.AsObject().Select(field => field.Key).Concat(options.Select(field => field.Key)).Concat(options["allowCredentials"]![0]!.AsObject().Select(field => field.Key)))
            + $" {options["rpId"]} {options["timeout"]} {options["userVerification"]}";
    }
}
