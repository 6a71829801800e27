using System.Collections;
using Microsoft.AspNetCore.Hosting.Server.Abstractions;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Features.Authentication;

namespace Amazon.Lambda.AspNetCoreServer.Hosting.Internal;

/// <summary>The collection itself: own features by type, anything that middleware sets beside them.</summary>
internal sealed partial class LambdaFeatures<TContext> : IFeatureCollection
{
    private static readonly HashSet<Type> Own =
    [
        typeof(IHttpRequestFeature), typeof(IHttpResponseFeature), typeof(IHttpResponseBodyFeature), typeof(IHttpRequestLifetimeFeature),
        typeof(IHttpRequestIdentifierFeature), typeof(IHttpConnectionFeature), typeof(IHttpAuthenticationFeature), typeof(IItemsFeature),
        typeof(IHttpRequestBodyDetectionFeature), typeof(IHostContextContainer<TContext>),
    ];

    private Dictionary<Type, object?>? overrides;

    public bool IsReadOnly => false;
    public int Revision { get; private set; }

    public object? this[Type key]
    {
        get => overrides is not null && overrides.TryGetValue(key, out var value) ? value : Own.Contains(key) ? this : null;
        set
        {
            (overrides ??= [])[key] = value;
            Revision++;
        }
    }

    public TFeature? Get<TFeature>() => (TFeature?)this[typeof(TFeature)];

    public void Set<TFeature>(TFeature? instance) => this[typeof(TFeature)] = instance;

    public IEnumerator<KeyValuePair<Type, object>> GetEnumerator()
    {
        foreach (var type in Own)
        {
            if (overrides is null || !overrides.ContainsKey(type))
            {
                yield return new(type, this);
            }
        }

        foreach (var (type, feature) in overrides ?? [])
        {
            if (feature is not null)
            {
                yield return new(type, feature);
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
