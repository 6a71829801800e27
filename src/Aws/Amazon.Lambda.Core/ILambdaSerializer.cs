namespace Amazon.Lambda.Core;

/// <summary>Turns an invocation's bytes into the handler's input, and its output into bytes.</summary>
public interface ILambdaSerializer
{
    T Deserialize<T>(Stream requestStream);
    void Serialize<T>(T response, Stream responseStream);
}
