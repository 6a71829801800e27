using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Ooak.Lambdas.Functions;
using Ooak.Lambdas.Notices;
using Ooak.Lambdas.Presence;
using Ooak.Lambdas.Push;
using Ooak.Lambdas.Realtime;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Tests.Contract;

/// <summary>Answers are written by generated code (<see cref="AnswerJson"/>): it must write what the types describe, as the contract says it.</summary>
public sealed class AnswerTests
{
    /// <summary>Written as messages, never as answers.</summary>
    private static readonly Type[] Messages = [typeof(NoticePush), typeof(VapidClaims), typeof(RealtimeMessage), typeof(PresenceMessage)];

    private static readonly JsonSerializerOptions Hosted = HostedOptions();

    /// <summary>The same by reflection.</summary>
    private static readonly JsonSerializerOptions Described = new(Hosted) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

    public static TheoryData<Type> Written =>
        [.. typeof(AnswerJson).GetCustomAttributesData()
            .Where(attribute => attribute.AttributeType == typeof(JsonSerializableAttribute))
            .Select(attribute => (Type)attribute.ConstructorArguments[0].Value!)];

    [Theory]
    [MemberData(nameof(Written))]
    public void An_answer_says_all_that_its_type_has(Type type)
    {
        foreach (var full in new[] { true, false })
        {
            var value = Sample.Of(type, full);
            var text = Messages.Contains(type) ? Message(type, value) : JsonSerializer.Serialize(value, Hosted.GetTypeInfo(type));

            JsonElement.DeepEquals(JsonElement.Parse(text), JsonSerializer.SerializeToElement(value, Described.GetTypeInfo(type))).ShouldBeTrue(text);
        }
    }

    [Theory]
    [MemberData(nameof(Written))]
    public void An_answer_is_written_by_generated_code_and_not_by_what_describes_it(Type type) =>
        Hosted.GetTypeInfo(type).Kind.ShouldBe(Messages.Contains(type) ? JsonTypeInfoKind.Object : JsonTypeInfoKind.None);

    /// <summary>Those that say what they answer; sign-in's do not, and are called by end-to-end tests.</summary>
    [Fact]
    public void Whatever_an_endpoint_answers_is_written_by_generated_code()
    {
        var answers = FunctionCatalog.All.Where(function => function.Map is not null).SelectMany(AnswersOf).ToHashSet();

        answers.Count.ShouldBeGreaterThan(25);
        answers.Except([.. Written.Select(row => row.Data), typeof(ProblemDetails), typeof(string), typeof(void)]).ShouldBeEmpty();
    }

    [Fact]
    public void Names_are_not_escaped() =>
        JsonSerializer.Serialize(new PushSubscribed("Zoë سامي"), Hosted).ShouldContain("Zoë سامي");

    private static string Message(Type type, object? value) =>
        (string)typeof(AnswerJson).GetMethod(nameof(AnswerJson.Text), BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(type)
            .Invoke(null, [value, ((IJsonTypeInfoResolver)AnswerJson.Default).GetTypeInfo(type, AnswerJson.Default.Options)])!;

    private static IEnumerable<Type> AnswersOf(FunctionEntry function)
    {
        var builder = FunctionHost.CreateBuilder();
        builder.WebHost.UseKestrelCore(); // An application is not built without a server.
        FunctionHost.AddHttp(builder.Services);
        using var app = builder.Build();
        function.Map!(app);
        return [.. ((IEndpointRouteBuilder)app).DataSources
            .SelectMany(source => source.Endpoints)
            .SelectMany(endpoint => endpoint.Metadata.GetOrderedMetadata<IProducesResponseTypeMetadata>())
            .Select(answer => answer.Type)
            .OfType<Type>()];
    }

    private static JsonSerializerOptions HostedOptions()
    {
        var services = new ServiceCollection();
        FunctionHost.AddHttp(services);
        return services.BuildServiceProvider().GetRequiredService<IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions>>().Value.SerializerOptions;
    }
}
