using System.Text.Json;
using System.Text.Json.Nodes;
using Ooak.LocalCloud.Aws;
using Ooak.LocalCloud.Aws.Iam;
using Ooak.LocalCloud.Template;

namespace Ooak.LocalCloud.Ses;

/// <summary>Amazon SES, API v2: takes simple messages and lays them in the mailbox. An identity is verified here when some policy of the
/// stack names it.</summary>
internal sealed class SesEndpoint(Stack stack, IamPolicies policies, Mailbox mailbox)
{
    private const int MostRecipients = 50;

    public WireResponse Handle(WireRequest request, Principal who)
    {
        if (request.Method != "POST" || request.Path != "/v2/email/outbound-emails")
        {
            throw new AwsException(404, "NotFoundException", $"LocalCloud does not implement {request.Method} {request.Path} of SES.");
        }

        var body = Parse(request.Body);
        var from = body.Str("FromEmailAddress") ?? throw Bad("FromEmailAddress is required.");
        var to = body.Obj("Destination").Strings("ToAddresses").ToList();
        if (to.Count is 0 or > MostRecipients)
        {
            throw Bad($"1 to {MostRecipients} recipients.");
        }

        Demand(who, from);
        var message = body.Obj("Content").Obj("Simple") ?? throw new AwsException(501, "NotImplemented", "LocalCloud sends simple messages only.");
        var subject = message.Obj("Subject").Str("Data") ?? throw Bad("A message has a subject.");
        if (subject.AsSpan().ContainsAny('\r', '\n'))
        {
            throw Bad("A subject is one line.");
        }

        // Both parts are there for people's programs to choose from; the mailbox shows what the simplest of them would.
        var text = message.Obj("Body").Obj("Text").Str("Data");
        var html = message.Obj("Body").Obj("Html").Str("Data");
        foreach (var address in to)
        {
            mailbox.Add("EMAIL", address, "mail", subject, text ?? html ?? throw Bad("A message has a body."), code: null, html);
        }

        return new WireResponse(200, [new("content-type", "application/json"), new("x-amzn-requestid", Guid.NewGuid().ToString())], Json.Bytes(new JsonObject { ["MessageId"] = Guid.NewGuid().ToString() }));
    }

    // Either the address is verified, or its domain.
    private void Demand(Principal who, string from)
    {
        var domain = from[(from.IndexOf('@', StringComparison.Ordinal) + 1)..];
        try
        {
            policies.Demand(who, [("ses:SendEmail", Identity(domain))]);
        }
        catch (AwsException) when (domain != from)
        {
            policies.Demand(who, [("ses:SendEmail", Identity(from))]);
        }
    }

    private string Identity(string name) => $"arn:aws:ses:{stack.Region}:{stack.Account}:identity/{name}";

    private static JsonObject Parse(byte[] body)
    {
        try
        {
            return JsonNode.Parse(body) as JsonObject ?? throw Bad("A JSON object.");
        }
        catch (JsonException)
        {
            throw Bad("A JSON object.");
        }
    }

    private static AwsException Bad(string message) => new(400, "BadRequestException", message);
}
