using System.Text;

namespace Ooak.LocalCloud.Aws;

/// <summary>AWS's percent-encoding: everything but A-Z a-z 0-9 - . _ ~, in upper-case hex.</summary>
internal static class AwsUri
{
    public static string Encode(string text, bool keepSlash = false)
    {
        var result = new StringBuilder(text.Length + 16);
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            if (char.IsAsciiLetterOrDigit((char)b) || b is (byte)'-' or (byte)'.' or (byte)'_' or (byte)'~' || (keepSlash && b == '/'))
            {
                result.Append((char)b);
            }
            else
            {
                result.Append('%').Append(b.ToString("X2"));
            }
        }

        return result.ToString();
    }
}
