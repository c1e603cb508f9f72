using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tidemark.Node.Sessions;
using Tidemark.Server.Answers;

namespace Tidemark.Server.Endpoints;

/// <summary>What the models of a session said, as JSON.</summary>
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

    public void Map(IEndpointRouteBuilder routes) => routes.MapReading($"{Routes.ApiRoot}/predictions", Operation, Predictions);

    private Task Predictions(HttpContext context)
    {
        var query = new QueryReader(context.Request, Operation);
        var (instrument, model, limit) = (query.Text(InstrumentName), query.Text(ModelName), query.Limit());
        var now = session.Current;
        return JsonAnswer.WriteVersionedAsync(context, now.Version, () => PredictionAnswers.Of(now, instrument, model, limit), AnswerJson.Default.PredictionsAnswer);
    }
}
