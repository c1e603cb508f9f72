using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tidemark.Server.Access;
using Tidemark.Server.Answers;
using Tidemark.Server.Endpoints;
using Tidemark.Server.Problems;

namespace Tidemark.Server.Documents;

/// <summary>Describes the routes of a server as OpenAPI 3.1, out of the routes themselves.</summary>
internal static class OpenApiDocument
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true };

    public static byte[] Write(IEnumerable<Endpoint> endpoints)
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body, Indented))
        {
            var schemas = new SchemaBook();
            json.WriteStartObject();
            json.WriteString("openapi", "3.1.0");
            WriteInfo(json);
            WritePaths(json, endpoints, schemas);
            json.WriteStartObject("components");
            schemas.Write(json);
            WriteSecuritySchemes(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return body.ToArray();
    }

    private static void WriteInfo(Utf8JsonWriter json)
    {
        json.WriteStartObject("info");
        json.WriteString("title", "Tidemark");
        json.WriteString("version", ProgramVersion.Text);
        json.WriteString("description", "A running trading session: its state, its figures, and commands. Times are ISO-8601 in UTC; parts are fractions (0.01 is one percent); "
            + "'simulated' says that prices are not those of a real market now. Errors are application/problem+json (RFC 9457) with a stable 'code'.");
        json.WriteEndObject();
    }

    private static void WritePaths(Utf8JsonWriter json, IEnumerable<Endpoint> endpoints, SchemaBook schemas)
    {
        json.WriteStartObject("paths");
        var routes = endpoints.OfType<RouteEndpoint>().Where(e => e.Metadata.GetMetadata<ApiOperation>() is not null);
        foreach (var path in routes.GroupBy(e => e.RoutePattern.RawText!, StringComparer.Ordinal))
        {
            json.WriteStartObject(path.Key);
            foreach (var endpoint in path) WriteOperation(json, endpoint, schemas);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void WriteOperation(Utf8JsonWriter json, RouteEndpoint endpoint, SchemaBook schemas)
    {
        var operation = endpoint.Metadata.GetMetadata<ApiOperation>()!;
        var isOpen = endpoint.Metadata.GetMetadata<OpenToAll>() is not null;
        var method = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0];
        json.WriteStartObject(method.ToLowerInvariant());
        json.WriteString("operationId", operation.Id);
        json.WriteString("summary", operation.Summary);
        if (operation.Details is not null) json.WriteString("description", operation.Details);
        json.WriteStartArray("tags");
        json.WriteStringValue(operation.Group);
        json.WriteEndArray();
        WriteSecurity(json, isOpen);
        if (operation.Parameters.Count > 0) WriteParameters(json, operation);
        if (operation.Request is not null || operation.FormFields.Count > 0) WriteRequest(json, operation, schemas);
        WriteAnswers(json, operation, isOpen, schemas);
        json.WriteEndObject();
    }

    private static void WriteSecurity(Utf8JsonWriter json, bool isOpen)
    {
        json.WriteStartArray("security");
        foreach (var scheme in isOpen ? [] : new[] { "bearer", "cookie" })
        {
            json.WriteStartObject();
            json.WriteStartArray(scheme);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteParameters(Utf8JsonWriter json, ApiOperation operation)
    {
        json.WriteStartArray("parameters");
        foreach (var parameter in operation.Parameters)
        {
            json.WriteStartObject();
            json.WriteString("name", parameter.Name);
            json.WriteString("in", parameter is PathParameter ? "path" : "query");
            if (parameter is PathParameter) json.WriteBoolean("required", true);
            json.WriteString("description", parameter.Description);
            json.WriteStartObject("schema");
            WriteSchema(json, parameter);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteSchema(Utf8JsonWriter json, ApiParameter parameter)
    {
        json.WriteString("type", parameter is LimitParameter ? "integer" : "string");
        switch (parameter)
        {
            case LimitParameter limit:
                json.WriteNumber("minimum", 1);
                json.WriteNumber("maximum", limit.Maximum);
                json.WriteNumber("default", limit.Default);
                break;
            case SinceParameter:
                json.WriteString("format", "date-time");
                break;
            case ChoiceParameter choice:
                json.WriteStartArray("enum");
                foreach (var word in choice.Words) json.WriteStringValue(word);
                json.WriteEndArray();
                json.WriteString("default", choice.Default);
                break;
        }
    }

    private static void WriteRequest(Utf8JsonWriter json, ApiOperation operation, SchemaBook schemas)
    {
        json.WriteStartObject("requestBody");
        json.WriteBoolean("required", true);
        json.WriteStartObject("content");
        if (operation.Request is not null) WriteJsonBody(json, operation, schemas);
        else WriteForm(json, operation);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteJsonBody(Utf8JsonWriter json, ApiOperation operation, SchemaBook schemas)
    {
        json.WriteStartObject("application/json");
        WriteReference(json, schemas.NameOf(operation.Request!));
        if (operation.RequestExample is not null)
        {
            json.WritePropertyName("example");
            json.WriteRawValue(operation.RequestExample);
        }
        json.WriteEndObject();
    }

    private static void WriteForm(Utf8JsonWriter json, ApiOperation operation)
    {
        json.WriteStartObject("application/x-www-form-urlencoded");
        json.WriteStartObject("schema");
        json.WriteString("type", "object");
        json.WriteStartObject("properties");
        foreach (var field in operation.FormFields)
        {
            json.WriteStartObject(field.Name);
            json.WriteString("type", "string");
            json.WriteString("description", field.Description);
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteAnswers(Utf8JsonWriter json, ApiOperation operation, bool isOpen, SchemaBook schemas)
    {
        json.WriteStartObject("responses");
        WriteAnswer(json, operation.AnswerStatus, operation.AnswerDescription, operation.AnswerContentType, operation.Answer is null ? null : schemas.NameOf(operation.Answer));
        var refusals = new SortedDictionary<int, string>(operation.Refusals.ToDictionary(r => r.Status, r => r.When));
        if (operation.Parameters.Count > 0 || operation.Request is not null) refusals.TryAdd(400, "A parameter or the body is wrong; the problem names it.");
        if (!isOpen) refusals.TryAdd(401, "The token is missing or wrong.");
        if (!isOpen) refusals.TryAdd(429, "Too many wrong tokens.");
        foreach (var (status, when) in refusals)
        {
            if (status is >= 300 and < 400) WriteAnswer(json, status, when, null, null);
            else if (operation.Id == "getHealth") WriteAnswer(json, status, when, operation.AnswerContentType, schemas.NameOf(operation.Answer!));
            else WriteAnswer(json, status, when, ProblemWriter.ContentType, SchemaBook.Problem);
        }
        json.WriteEndObject();
    }

    private static void WriteAnswer(Utf8JsonWriter json, int status, string description, string? contentType, string? schema)
    {
        json.WriteStartObject($"{status}");
        json.WriteString("description", description);
        if (contentType is not null && status is < 300 or >= 400)
        {
            json.WriteStartObject("content");
            json.WriteStartObject(contentType!);
            if (schema is not null) WriteReference(json, schema);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void WriteReference(Utf8JsonWriter json, string schema)
    {
        json.WriteStartObject("schema");
        json.WriteString("$ref", $"#/components/schemas/{schema}");
        json.WriteEndObject();
    }

    private static void WriteSecuritySchemes(Utf8JsonWriter json)
    {
        json.WriteStartObject("securitySchemes");
        json.WriteStartObject("bearer");
        json.WriteString("type", "http");
        json.WriteString("scheme", "bearer");
        json.WriteString("description", "The token that './tidemark token' prints.");
        json.WriteEndObject();
        json.WriteStartObject("cookie");
        json.WriteString("type", "apiKey");
        json.WriteString("in", "cookie");
        json.WriteString("name", "tidemark-PORT");
        json.WriteString("description", "Set by the login link. A request that changes something must come from this server's own page.");
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
