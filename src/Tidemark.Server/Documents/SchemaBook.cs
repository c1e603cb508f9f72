using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using Tidemark.Node.Sessions;
using Tidemark.Server.Answers;

namespace Tidemark.Server.Documents;

/// <summary>The JSON schemas of answers and bodies, taken from the very types that are written and read.</summary>
internal sealed class SchemaBook
{
    public const string Problem = "Problem";

    private static readonly Dictionary<Type, IEnumerable<string>> Words = new()
    {
        [typeof(SessionStatus)] = WordConverter<SessionStatus>.All,
        [typeof(HealthStatus)] = WordConverter<HealthStatus>.All,
        [typeof(Side)] = WordConverter<Side>.All,
        [typeof(PositionSide)] = WordConverter<PositionSide>.All,
        [typeof(OrderType)] = WordConverter<OrderType>.All,
        [typeof(OrderStatus)] = WordConverter<OrderStatus>.All,
        [typeof(OrderReason)] = WordConverter<OrderReason>.All,
        [typeof(SessionCommand)] = WordConverter<SessionCommand>.All,
    };

    private static readonly JsonSchemaExporterOptions Exporting = new() { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Complete };

    private readonly SortedDictionary<string, JsonTypeInfo> types = new(StringComparer.Ordinal);

    /// <summary>The name under which the document lists a type.</summary>
    public string NameOf(JsonTypeInfo type)
    {
        types[type.Type.Name] = type;
        return type.Type.Name;
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("schemas");
        foreach (var (name, type) in types)
        {
            json.WritePropertyName(name);
            type.GetJsonSchemaAsNode(Exporting).WriteTo(json);
        }
        json.WritePropertyName(Problem);
        WriteProblem(json);
        json.WriteEndObject();
    }

    /// <summary>Adds what the exporter cannot know: words, times, and the descriptions of members.</summary>
    private static JsonNode Complete(JsonSchemaExporterContext context, JsonNode schema)
    {
        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        var isNullable = type != context.TypeInfo.Type;
        if (type == typeof(Instant)) schema = new JsonObject { ["type"] = Kind("string", isNullable), ["format"] = "date-time" };
        else if (Words.TryGetValue(type, out var words)) schema = new JsonObject { ["type"] = Kind("string", isNullable), ["enum"] = new JsonArray([.. words.Select(w => JsonValue.Create(w))]) };
        // Of a list of times the exporter does not tell the items.
        if (type.IsAssignableTo(typeof(IEnumerable<Instant>)) && schema is JsonObject list) list["items"] = new JsonObject { ["type"] = "string", ["format"] = "date-time" };
        var description = context.PropertyInfo?.AttributeProvider?.GetCustomAttributes(typeof(DescriptionAttribute), true).OfType<DescriptionAttribute>().FirstOrDefault();
        if (description is not null && schema is JsonObject member) member.Insert(0, "description", description.Description);
        return schema;
    }

    private static JsonNode Kind(string name, bool isNullable) => isNullable ? new JsonArray(name, "null") : JsonValue.Create(name);

    private static void WriteProblem(Utf8JsonWriter json) => json.WriteRawValue("""
        {
          "type": "object",
          "description": "Why a request was not done (RFC 9457).",
          "properties": {
            "type": { "type": "string" },
            "title": { "type": "string", "description": "The kind of problem; the same for every problem of this code." },
            "status": { "type": "integer" },
            "detail": { "type": "string", "description": "What is wrong with this request and what to do." },
            "instance": { "type": "string", "description": "The path that was asked for." },
            "code": { "type": "string", "description": "A stable word for programs." },
            "parameter": { "type": "string", "description": "The parameter or member at fault, when it is one." },
            "retryAfterSeconds": { "type": "integer", "description": "When to try again." }
          },
          "required": ["type", "title", "status", "detail", "code"]
        }
        """);
}
