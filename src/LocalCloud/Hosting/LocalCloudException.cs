namespace Ooak.LocalCloud;

/// <summary>A condition that stops LocalCloud. The message is one line that a person can act on.</summary>
public sealed class LocalCloudException(string message, Exception? inner = null) : Exception(message, inner);
