using System.Collections;
using System.Reflection;
using System.Text.Json;

namespace Ooak.Lambdas.Tests.Contract;

/// <summary>A value of any type of the contract, by its longest constructor and its settable properties.</summary>
internal static class Sample
{
    /// <param name="full">Everything is there; else whatever may be null is null, and lists are empty.</param>
    internal static object? Of(Type type, bool full)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return full ? Of(inner, full) : null;
        }

        if (type.IsEnum)
        {
            return type.GetEnumValues().Cast<object>().Last();
        }

        return type switch
        {
            _ when type == typeof(string) => "Zoë <\"سامي\"> & co. \\ \u2028",
            _ when type == typeof(bool) => full,
            _ when type == typeof(int) => 86_400,
            _ when type == typeof(long) => 9_007_199_254_740_991,
            _ when type == typeof(double) => 12.5,
            _ when type == typeof(DateTimeOffset) => new DateTimeOffset(2026, 11, 30, 23, 59, 59, 7, TimeSpan.FromHours(2)),
            _ when type == typeof(JsonElement) => JsonSerializer.SerializeToElement(new Dictionary<string, object?> { ["of"] = new object?[] { 1, null, "ü" } }),
            _ when ElementOf(type, typeof(IReadOnlyDictionary<,>)) is { } pair => Dictionary(pair, full),
            _ when ElementOf(type, typeof(IReadOnlyList<>)) is { } element => List(element, full),
            _ => Object(type, full),
        };
    }

    private static Array List(Type element, bool full)
    {
        var list = Array.CreateInstance(element, full ? 2 : 0);
        for (var at = 0; at < list.Length; at++)
        {
            list.SetValue(Of(element, at == 0), at);
        }

        return list;
    }

    private static IDictionary Dictionary(Type pair, bool full)
    {
        var dictionary = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(pair.GetGenericArguments()))!;
        if (full)
        {
            dictionary.Add("A Key", Of(pair.GetGenericArguments()[1], full));
        }

        return dictionary;
    }

    private static object Object(Type type, bool full)
    {
        var nullable = new NullabilityInfoContext();
        var constructor = type.GetConstructors().MaxBy(each => each.GetParameters().Length)!;
        var value = constructor.Invoke([.. constructor.GetParameters().Select(parameter =>
            !full && nullable.Create(parameter).ReadState == NullabilityState.Nullable ? null : Of(parameter.ParameterType, full))]);
        foreach (var property in type.GetProperties().Where(property => property.CanWrite && constructor.GetParameters().Length == 0))
        {
            property.SetValue(value, !full && nullable.Create(property).ReadState == NullabilityState.Nullable ? null : Of(property.PropertyType, full));
        }

        return value;
    }

    /// <summary>What the list or dictionary holds; null: it is none.</summary>
    private static Type? ElementOf(Type type, Type shape) =>
        type.GetInterfaces().Append(type).FirstOrDefault(each => each.IsGenericType && each.GetGenericTypeDefinition() == shape) is not { } found ? null
        : shape == typeof(IReadOnlyList<>) ? found.GetGenericArguments()[0]
        : found;
}
