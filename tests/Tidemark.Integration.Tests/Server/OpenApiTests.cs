using System.Net.Http.Json;
using System.Text.Json;

namespace Tidemark.Integration.Tests.Server;

public sealed class OpenApiTests
{
    private static readonly string[] Routes =
    [
        "get /", "get /api/v1/bars", "get /api/v1/bars/indicator", "get /api/v1/equity", "get /api/v1/events", "get /api/v1/fills", "get /api/v1/indicators", "get /api/v1/indicators/{name}", "get /api/v1/models", "get /api/v1/orders", "get /api/v1/portfolio", "get /api/v1/predictions",
        "get /api/v1/runs", "get /api/v1/runs/{id}", "get /api/v1/status", "get /docs", "get /health", "get /login", "get /openapi/v1.json", "post /api/v1/commands", "post /login",
    ];

    [Fact]
    public async Task Document_ListsEveryRouteAndNoOther()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var document = await server.Anonymous.GetFromJsonAsync<JsonElement>("/openapi/v1.json");
        Assert.Equal("3.1.0", document.GetProperty("openapi").GetString());
        var listed = from path in document.GetProperty("paths").EnumerateObject()
                     from operation in path.Value.EnumerateObject()
                     select $"{operation.Name} {path.Name}";
        Assert.Equal(Routes, listed.Order(StringComparer.Ordinal));
        Assert.Equal(Routes, server.Server.MappedRoutes.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Document_DescribesEveryMemberThatAnswersHave()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var document = await server.GetJsonAsync("/openapi/v1.json");
        var schemas = document.GetProperty("components").GetProperty("schemas");
        foreach (var (resource, schema) in new[] { ("status", "StatusAnswer"), ("portfolio", "PortfolioAnswer"), ("orders", "OrdersAnswer"), ("fills", "FillsAnswer"), ("models", "ModelsAnswer"), ("predictions", "PredictionsAnswer"), ("equity", "EquityAnswer"), ("bars", "BarsAnswer"), ("bars/indicator", "BarIndicatorAnswer"), ("runs", "RunsAnswer") })
        {
            Assert.Equal($"#/components/schemas/{schema}", document.GetProperty("paths").GetProperty($"/api/v1/{resource}").GetProperty("get")
                .GetProperty("responses").GetProperty("200").GetProperty("content").GetProperty("application/json").GetProperty("schema").GetProperty("$ref").GetString());
            AssertDescribed(await server.GetJsonAsync($"/api/v1/{resource}"), schemas.GetProperty(schema), schema);
        }
    }

    [Fact]
    public async Task Document_KnowsTimesWordsUnitsAndNulls()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var schemas = (await server.GetJsonAsync("/openapi/v1.json")).GetProperty("components").GetProperty("schemas");
        var status = schemas.GetProperty("StatusAnswer").GetProperty("properties");
        Assert.Equal("date-time", status.GetProperty("asOf").GetProperty("format").GetString());
        Assert.Contains("waitingForPrices", status.GetProperty("status").GetProperty("enum").EnumerateArray().Select(v => v.GetString()));
        Assert.Equal(["number", "null"], status.GetProperty("equity").GetProperty("type").EnumerateArray().Select(v => v.GetString()));
        Assert.Contains("fraction", status.GetProperty("pnlFraction").GetProperty("description").GetString(), StringComparison.Ordinal);
        Assert.Equal(["command"], schemas.GetProperty("CommandRequest").GetProperty("required").EnumerateArray().Select(v => v.GetString()));
    }

    [Fact]
    public async Task Document_HasNoReferenceToNowhere()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var document = await server.GetJsonAsync("/openapi/v1.json");
        var schemas = document.GetProperty("components").GetProperty("schemas").EnumerateObject().Select(s => $"#/components/schemas/{s.Name}").ToHashSet();
        var references = References(document).ToList();
        Assert.NotEmpty(references);
        Assert.All(references, reference => Assert.Contains(reference, schemas));
    }

    private static void AssertDescribed(JsonElement value, JsonElement schema, string place)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            Assert.True(schema.TryGetProperty("items", out var items), $"the items of {place} are not described: {schema}");
            foreach (var item in value.EnumerateArray()) AssertDescribed(item, items, place + "[]");
            return;
        }
        if (value.ValueKind != JsonValueKind.Object) return;
        foreach (var member in value.EnumerateObject())
        {
            Assert.True(schema.GetProperty("properties").TryGetProperty(member.Name, out var described), $"{place}.{member.Name} is not described");
            AssertDescribed(member.Value, described, $"{place}.{member.Name}");
        }
        Assert.All(schema.GetProperty("required").EnumerateArray(), name => Assert.True(value.TryGetProperty(name.GetString()!, out _), $"{place} lacks {name}"));
    }

    private static IEnumerable<string> References(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(m => m.Name == "$ref" ? [m.Value.GetString()!] : References(m.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
        _ => [],
    };
}
