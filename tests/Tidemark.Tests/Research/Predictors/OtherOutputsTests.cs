using Tidemark.Engine.Ports;
using Tidemark.Engine.Predictions;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Preprocessing;
using Tidemark.Research.Features;
using Tidemark.Research.Predictors;
using Tidemark.Research.Retraining;
using Tidemark.Research.Training;
using Tidemark.Tests.Research.Retraining;

namespace Tidemark.Tests.Research.Predictors;

/// <summary>Networks whose numbers are no expected return: positions, and a median between quantiles.</summary>
public sealed class OtherOutputsTests
{
    private static readonly BarColumns Market = PlantedModels.Market(2_400, 1_200);
    private static readonly Lazy<TrainedModel> Positions = new(() => Network("sharpe"));
    private static readonly Lazy<TrainedModel> Quantiles = new(() => Network("quantile"));

    [Fact]
    public void Schema_Positions_AreWeightsToHold()
    {
        var schema = ModelSchemas.Of("walk", "1", Positions.Value);
        Assert.Equal((PredictionKind.TargetWeight, "weight"), (schema.Kind, string.Join(',', schema.Outputs)));
        Assert.Equal(ModelOutput.Position, TrainedModel.Load(Positions.Value.Save()).Card.Output);
        foreach (var (said, answer) in Answers(Positions.Value, schema)) Assert.Equal(Math.Clamp(said[0], -1, 1), answer[0]);
    }

    [Fact]
    public void Schema_Quantiles_GiveTheLowAndHighThatWereLearnt()
    {
        var schema = ModelSchemas.Of("walk", "1", Quantiles.Value);
        Assert.Equal((PredictionKind.Value, "value,low,high"), (schema.Kind, string.Join(',', schema.Outputs)));
        foreach (var (said, answer) in Answers(Quantiles.Value, schema))
        {
            Assert.Equal(said.Select(value => Math.Exp(value) - 1), answer);
            Assert.True(answer[1] <= answer[0] && answer[0] <= answer[2]);
        }
    }

    [Fact]
    public void Schema_PositionsOfNoReturn_AreRefused()
    {
        var market = Positions.Value.Card.Market.DeepClone().AsObject();
        market["label"] = "trend:value=class";
        var other = new TrainedModel(Positions.Value.Prepared, Positions.Value.Card with { Market = market });
        Assert.Contains("--label next-return", Assert.Throws<BadInputException>(() => ModelSchemas.Of("walk", "1", other)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Retraining_Positions_AreComparedByWhatTheyEarn()
    {
        // The market has turned: what was learnt loses, and what is learnt anew does not.
        var plan = new RetrainPlan { Every = Duration.FromDays(10), Window = Duration.FromDays(40) };
        var outcome = new ModelRetrainer(plan).Run(Positions.Value, new FeatureData { Bars = Market }, Market.Interval.CloseOf(new Instant(Market.OpenTimes.Span[^1])));
        Assert.StartsWith("minus the Sharpe ratio after costs ", outcome.Reason, StringComparison.Ordinal);
        Assert.Equal(ModelChangeKind.Replaced, outcome.Kind);
        Assert.Equal(PredictionKind.TargetWeight, ModelSchemas.Of("walk", "2", outcome.Challenger!).Kind);
    }

    [Theory]
    [InlineData(true, 0.1, double.NaN, 0.2)]
    [InlineData(true, 0.1, 0.3, double.PositiveInfinity)]
    [InlineData(true, double.NaN, double.NaN, double.NaN)]
    [InlineData(false, 0.1, 0.3, 0.2)]
    public void TryPredict_AgentThatCannotSay_IsSilent(bool isSilent, params double[] says)
    {
        var market = new MarketCard { Instrument = "BTC/USDT@test", Interval = Interval.Hours(1), Features = "a = close", Label = "agent", State = ["position"], Actions = [-1, 0, 1] };
        var card = Positions.Value.Card with { Kind = "agent", Columns = ["a", "position"], Parameters = [], Market = market.ToJson() };
        var agent = new TrainedModel(new PreparedModel(FittedPreprocessor.None(card.Columns), new Saying(says), takesMissing: true), card);
        var predictor = new ModelPredictor(agent, ModelSchemas.Of("agent", "1", agent));
        var answer = new double[1];
        Assert.Equal(!isSilent, predictor.TryPredict([1, 0], answer));
        if (!isSilent) Assert.Equal(0, answer[0]);
    }

    private sealed class Saying(double[] says) : IFittedModel
    {
        public LearningTask Task => LearningTask.MultiClass;

        public int Columns => 2;

        public int Window => 1;

        public int Outputs => says.Length;

        public void Predict(ReadOnlySpan<float> window, Span<double> outputs) => says.CopyTo(outputs);

        public ModelState Save() => throw new NotSupportedException();
    }

    private static TrainedModel Network(string loss) =>
        PlantedModels.Train(Market, 1_100, "mlp", "next-return:horizon=1", ("loss", loss), ("epochs", "12"), ("window", "1"), ("learningRate", "0.01"));

    private static IEnumerable<(double[] Said, double[] Answer)> Answers(TrainedModel model, PredictionSchema schema)
    {
        var predictor = new ModelPredictor(model, schema);
        for (var step = -5; step <= 5; step++)
        {
            double[] features = [step / 500.0, -step / 700.0, 0.002];
            var (said, answer) = (new double[model.Outputs], new double[schema.Outputs.Length]);
            model.Predict(Array.ConvertAll(features, value => (float)value), said);
            Assert.True(predictor.TryPredict(features, answer));
            yield return (said, answer);
        }
    }
}
