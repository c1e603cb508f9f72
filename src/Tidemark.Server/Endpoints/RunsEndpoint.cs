using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tidemark.Server.Answers;
using Tidemark.Server.Problems;
using Tidemark.Storage.Runs;

namespace Tidemark.Server.Endpoints;

/// <summary>The backtests that the home has kept.</summary>
internal sealed class RunsEndpoint(ServerOptions options)
{
    private const string Group = "Research";

    private static readonly ApiOperation ListOperation = new("getRuns", "Kept backtests, the newest first", Group)
    {
        Parameters = [new TextParameter("strategy", "Only runs of this strategy."), new LimitParameter(50, 1_000, "runs")],
        Answer = AnswerJson.Default.RunsAnswer,
    };

    private static readonly ApiOperation DocumentOperation = new("getRun", "Everything about a kept backtest", Group)
    {
        Details = "The document that 'backtest --json' wrote, with its version, id and the time it was kept: run, statistics, fills, roundTrips, equity.",
        Parameters = [new PathParameter("id", "The id, the beginning of it, or 'last'.")],
        Refusals = [(404, "There is no such run.")],
    };

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapReading($"{Routes.ApiRoot}/runs", ListOperation, List);
        routes.MapReading($"{Routes.ApiRoot}/runs/{{id}}", DocumentOperation, Document);
    }

    private Task List(HttpContext context)
    {
        var query = new QueryReader(context.Request, ListOperation);
        var (strategy, limit) = (query.Text("strategy"), query.Limit());
        var runs = new RunIndex(options.Home).List(out _).Where(run => strategy is null || run.Strategy.Equals(strategy, StringComparison.OrdinalIgnoreCase)).ToList();
        var answer = new RunsAnswer
        {
            AsOf = Instant.FromDateTime(options.Time.GetUtcNow().UtcDateTime),
            Simulated = true,
            TotalCount = runs.Count,
            Runs = [.. runs.Take(limit).Select(Item)],
        };
        return JsonAnswer.WriteAsync(context, answer, AnswerJson.Default.RunsAnswer);
    }

    private async Task Document(HttpContext context)
    {
        _ = new QueryReader(context.Request, DocumentOperation);
        using var document = Load((string)context.GetRouteValue("id")!);
        context.Response.ContentType = "application/json; charset=utf-8";
        var json = new Utf8JsonWriter(context.Response.BodyWriter);
        await using (json.ConfigureAwait(false))
        {
            document.WriteTo(json);
            await json.FlushAsync(context.RequestAborted).ConfigureAwait(false);
        }
    }

    private JsonDocument Load(string id)
    {
        var store = new RunStore(options.Home);
        try
        {
            return store.Load(store.Resolve(id));
        }
        catch (BadInputException e)
        {
            throw new ProblemException(new Problem(404, "notFound", "Not found", e.Message));
        }
        catch (InvalidDataException e)
        {
            throw new ProblemException(new Problem(500, "damagedRun", "Damaged run", e.Message));
        }
    }

    private static RunItem Item(KeptRun run) => new()
    {
        Id = run.Id,
        KeptAt = run.KeptAt,
        Strategy = run.Strategy,
        Instruments = run.Instruments.Split(", ", StringSplitOptions.RemoveEmptyEntries),
        Interval = run.Interval,
        From = run.From,
        To = run.To,
        BarCount = run.Bars,
        TotalReturn = run.TotalReturn,
        SharpeRatio = run.SharpeRatio,
        MaxDrawdown = run.MaximumDrawdown,
        RoundTripCount = run.RoundTrips,
        RunHash = run.RunHash,
        DataHash = run.DataHash,
    };
}
