using System.Security.Cryptography;
using System.Text;

namespace Ooak.LocalCloud.Aws;

/// <summary>Generated keys: each function's role session has its own, and the account's root has known ones for tools and tests.</summary>
/// <remarks>Derived from one random seed kept with the data, so a presigned URL outlives a restart.</remarks>
internal sealed class CredentialStore
{
    public const string RootAccessKey = "LOCALCLOUDROOT";
    public const string RootSecretKey = "localcloud";

    private readonly byte[] _seed;
    private readonly string _account;
    private readonly Dictionary<string, Credential> _byAccessKey = new(StringComparer.Ordinal);

    public CredentialStore(string account, string? data)
    {
        _account = account;
        _seed = Seed(data);
        _byAccessKey[RootAccessKey] = new Credential(RootAccessKey, RootSecretKey, null, new Principal($"arn:aws:iam::{account}:root", null));
    }

    public Credential? Find(string accessKey)
    {
        lock (_byAccessKey)
        {
            return _byAccessKey.GetValueOrDefault(accessKey);
        }
    }

    /// <summary>The session that a service opens for a role: <paramref name="session"/> is the function's name.</summary>
    public Credential ForRole(string roleName, string session)
    {
        var key = "ASIA" + Letters(roleName + "\n" + session + "\nkey", 16);
        lock (_byAccessKey)
        {
            if (!_byAccessKey.TryGetValue(key, out var credential))
            {
                credential = new Credential(
                    key,
                    Convert.ToBase64String(Derive(roleName + "\n" + session + "\nsecret"))[..40],
                    Convert.ToBase64String(Derive(roleName + "\n" + session + "\ntoken")),
                    new Principal($"arn:aws:sts::{_account}:assumed-role/{roleName}/{session}", roleName));
                _byAccessKey[key] = credential;
            }

            return credential;
        }
    }

    private byte[] Derive(string purpose) => HMACSHA256.HashData(_seed, Encoding.UTF8.GetBytes(purpose));

    private string Letters(string purpose, int count) =>
        string.Concat(Derive(purpose).Take(count).Select(b => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[b % 32]));

    private static byte[] Seed(string? data)
    {
        if (data is null)
        {
            return RandomNumberGenerator.GetBytes(32);
        }

        var path = Path.Combine(data, "credential-seed");
        if (!File.Exists(path))
        {
            DurableFile.Write(path, RandomNumberGenerator.GetBytes(32));
        }

        return File.ReadAllBytes(path);
    }
}
