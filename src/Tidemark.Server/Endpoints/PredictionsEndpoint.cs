using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tidemark.Node.Sessions;
using Tidemark.Server.Answers;

namespace Tidemark.Server.Endpoints;

/// <summary>The models of a session and what they said, as JSON.</summary>
internal sealed class PredictionsEndpoint(ISessionView session)
{
    private const string InstrumentName = "instrument";
    private const string ModelName = "model";

    private static readonly ApiOperation Operation = new("getPredictions", "What models said, and what came of it", "Session")
    {
        Details = "The last 500 predictions of the session, made of its journal. Where there are none, 'reason' says why.",
        Parameters =
        [
            new TextParameter(InstrumentName, "Only about this instrument, such as BTC/USDT@binance."),
            new TextParameter(ModelName, "Only of this model, as NAME or NAME@VERSION."),
            new LimitParameter(100, 500, "predictions"),
        ],
        Answer = AnswerJson.Default.PredictionsAnswer,
    };

    private static readonly ApiOperation ModelsOperation = new("getModels", "The models that the session asks, and how good they have been", "Session")
    {
        Details = "Versions with the moment each took over, trainings and alarms of drift, and scores over all predictions whose horizon has passed. Where no model is asked, 'reason' says so.",
        Answer = AnswerJson.Default.ModelsAnswer,
    };

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapReading($"{Routes.ApiRoot}/predictions", Operation, Predictions);
        routes.MapReading($"{Routes.ApiRoot}/models", ModelsOperation, Models);
    }

    private Task Models(HttpContext context)
    {
        _ = new QueryReader(context.Request, ModelsOperation);
        var now = session.Current;
        return JsonAnswer.WriteVersionedAsync(context, now.Version, () => ModelAnswers.Of(now), AnswerJson.Default.ModelsAnswer);
    }

    private Task Predictions(HttpContext context)
    {
        var query = new QueryReader(context.Request, Operation);
        var (instrument, model, limit) = (query.Text(InstrumentName), query.Text(ModelName), query.Limit());
        var now = session.Current;
        return JsonAnswer.WriteVersionedAsync(context, now.Version, () => PredictionAnswers.Of(now, instrument, model, limit), AnswerJson.Default.PredictionsAnswer);
    }
}
