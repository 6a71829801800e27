using System.Text.Json;
using System.Text.Json.Nodes;
using Ooak.LocalCloud.Aws;
using Ooak.LocalCloud.Cognito.Passkeys;
using Ooak.LocalCloud.Template;

namespace Ooak.LocalCloud.Cognito;

/// <summary>One user pool: its definition, users and groups. Callers hold <see cref="Gate"/>.</summary>
internal sealed class UserPool : IDisposable
{
    private readonly RecordStore _store;
    private readonly Dictionary<string, CognitoUser> _users = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _byAlias = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _loginAttributes;
    private readonly HashSet<string> _aliasAttributes;

    public UserPool(Resource resource, Stack stack, LocalCloudOptions options, LocalAddresses addresses)
    {
        var data = options.Data;
        Clock = options.Clock;
        Definition = resource;
        Issuer = $"https://cognito-idp.{stack.Region}.amazonaws.com/{resource.PhysicalId}";
        Rules = new PasswordRules(resource.Obj("Policies").Obj("PasswordPolicy"));
        Key = new SigningKey(data, resource.PhysicalId);
        _loginAttributes = [.. resource.Strings("UsernameAttributes")];
        _aliasAttributes = [.. resource.Strings("AliasAttributes")];
        FirstFactors = resource.Obj("Policies").Obj("SignInPolicy").Strings("AllowedFirstAuthFactors").ToList() is { Count: > 0 } factors ? factors : ["PASSWORD"];
        RelyingParty = RelyingParty.Of(resource, addresses);
        Clients = stack.OfType("AWS::Cognito::UserPoolClient").Where(c => c.Str("UserPoolId") == resource.PhysicalId).Select(c => new CognitoClient(c)).ToDictionary(c => c.Id, StringComparer.Ordinal);
        Groups = stack.OfType("AWS::Cognito::UserPoolGroup").Where(g => g.Str("UserPoolId") == resource.PhysicalId).ToDictionary(g => g.PhysicalId, StringComparer.Ordinal);
        _store = new RecordStore(data, "cognito", resource.PhysicalId, "users");
        foreach (var record in _store.All)
        {
            Index(record.Deserialize<CognitoUser>()!);
        }
    }

    public Lock Gate { get; } = new();

    public Resource Definition { get; }

    public string Id => Definition.PhysicalId;

    public string Arn => Definition.Arn;

    public string Issuer { get; }

    public PasswordRules Rules { get; }

    public SigningKey Key { get; }

    public TimeProvider Clock { get; }

    public DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>How people may begin to sign in; without a policy by password alone.</summary>
    public IReadOnlyList<string> FirstFactors { get; }

    /// <summary>Whether a user may exist without a password.</summary>
    public bool AllowsNoPassword => FirstFactors.Contains("EMAIL_OTP") || FirstFactors.Contains("SMS_OTP");

    /// <summary>Null where the template names none.</summary>
    public RelyingParty? RelyingParty { get; }

    public IReadOnlyDictionary<string, CognitoClient> Clients { get; }

    public IReadOnlyDictionary<string, Resource> Groups { get; }

    /// <summary>Whether people sign in by e-mail or phone number and Cognito names users by their sub.</summary>
    public bool NamesBySub => _loginAttributes.Count > 0;

    public IEnumerable<CognitoUser> Users => _users.Values;

    /// <summary>By user name, sub, or an attribute that serves as a user name.</summary>
    public CognitoUser? Find(string name) =>
        _users.GetValueOrDefault(name) ?? (_byAlias.TryGetValue(name, out var username) ? _users.GetValueOrDefault(username) : null);

    public CognitoUser Get(string name) => Find(name) ?? throw CognitoErrors.UserNotFound();

    /// <summary>Writes the user to the disk; returns when it is there.</summary>
    public void Save(CognitoUser user)
    {
        user.Modified = Now;
        _store.Put(user.Username, (JsonObject)JsonSerializer.SerializeToNode(user)!);
        Index(user);
    }

    public void Delete(CognitoUser user)
    {
        _store.Remove(user.Username);
        _users.Remove(user.Username);
        foreach (var alias in _byAlias.Where(a => a.Value == user.Username).Select(a => a.Key).ToList())
        {
            _byAlias.Remove(alias);
        }
    }

    /// <summary>Whether an attribute stands for the user's name once it is verified.</summary>
    public bool IsAlias(string attribute) => _aliasAttributes.Contains(attribute);

    /// <summary>Refuses attributes of which one would be somebody else's user name. A verified alias is one, and any login attribute.</summary>
    public void DemandFree(IReadOnlyDictionary<string, string> attributes, CognitoUser? except)
    {
        foreach (var (attribute, value) in attributes.Where(a => _loginAttributes.Contains(a.Key)))
        {
            if (Find(value) is { } other && other.Username != except?.Username)
            {
                throw new AwsException(400, except is null ? "UsernameExistsException" : "AliasExistsException", $"An account with the given {attribute} already exists.");
            }
        }

        if (AliasHolders(attributes, except).FirstOrDefault() is (not null, { } alias))
        {
            throw new AwsException(400, "AliasExistsException", $"An account with the {alias} already exists.");
        }
    }

    /// <summary>Takes verified aliases away from other users (ForceAliasCreation).</summary>
    public void FreeAliases(IReadOnlyDictionary<string, string> attributes)
    {
        foreach (var (holder, alias) in AliasHolders(attributes, except: null).ToList())
        {
            holder.Attributes[alias + "_verified"] = "false";
            Save(holder);
        }
    }

    public void Dispose() => Key.Dispose();

    private IEnumerable<(CognitoUser Holder, string Alias)> AliasHolders(IReadOnlyDictionary<string, string> attributes, CognitoUser? except)
    {
        foreach (var alias in _aliasAttributes.Where(a => attributes.GetValueOrDefault(a + "_verified") == "true"))
        {
            if (attributes.TryGetValue(alias, out var value) && Find(value) is { } holder && holder.Username != except?.Username)
            {
                yield return (holder, alias);
            }
        }
    }

    private void Index(CognitoUser user)
    {
        foreach (var alias in _byAlias.Where(a => a.Value == user.Username).Select(a => a.Key).ToList())
        {
            _byAlias.Remove(alias);
        }

        _users[user.Username] = user;
        _byAlias[user.Sub] = user.Username;
        foreach (var attribute in _loginAttributes)
        {
            if (user.Attributes.TryGetValue(attribute, out var value))
            {
                _byAlias[value] = user.Username;
            }
        }

        foreach (var attribute in _aliasAttributes)
        {
            if (user.Attributes.TryGetValue(attribute, out var value) && user.Attributes.GetValueOrDefault(attribute + "_verified") == "true")
            {
                _byAlias[value] = user.Username;
            }
        }
    }
}
