namespace Ooak.Lambdas.TestFunction;

internal static class Samples
{
    /// <summary>What JSON must escape, and what it need not.</summary>
    internal const string Text = "{\"quote\":\"\\\"\",\"path\":\"C:\\\\x\",\"über\":\"日本語 😀 \u2028\"}\t\r\n\u0001\u007f<&>+'";
}
