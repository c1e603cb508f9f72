using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tidemark.Indicators.Catalog;
using Tidemark.Server.Problems;

namespace Tidemark.Server.Endpoints;

/// <summary>The technical indicators: what there is, what each takes and gives.</summary>
internal static class IndicatorsEndpoint
{
    private const string Group = "Toolbox";

    private static readonly ApiOperation ListOperation = new("getIndicators", "Every technical indicator with its parameters and outputs", Group);

    private static readonly ApiOperation OneOperation = new("getIndicator", "One technical indicator", Group)
    {
        Parameters = [new PathParameter("name", "Its name, TA-Lib's name or another alias, in any case.")],
        Refusals = [(404, "There is no such indicator.")],
    };

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapReading($"{Routes.ApiRoot}/indicators", ListOperation, List);
        routes.MapReading($"{Routes.ApiRoot}/indicators/{{name}}", OneOperation, One);
    }

    private static Task List(HttpContext context)
    {
        _ = new QueryReader(context.Request, ListOperation);
        return WriteAsync(context, json => IndicatorJson.Write(json, IndicatorCatalog.Standard.All));
    }

    private static Task One(HttpContext context)
    {
        _ = new QueryReader(context.Request, OneOperation);
        var descriptor = Find((string)context.GetRouteValue("name")!);
        return WriteAsync(context, json => IndicatorJson.Write(json, descriptor));
    }

    private static IndicatorDescriptor Find(string name)
    {
        try
        {
            return IndicatorCatalog.Standard.Find(name);
        }
        catch (BadInputException e)
        {
            throw new ProblemException(new Problem(404, "notFound", "Not found", e.Message));
        }
    }

    private static async Task WriteAsync(HttpContext context, Action<Utf8JsonWriter> write)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        var json = new Utf8JsonWriter(context.Response.BodyWriter);
        await using (json.ConfigureAwait(false))
        {
            write(json);
            await json.FlushAsync(context.RequestAborted).ConfigureAwait(false);
        }
    }
}
