using System.Security.Cryptography;
using Tidemark.Engine.Events;
using Tidemark.Engine.Journaling;
using Tidemark.Engine.Ports;
using Tidemark.Engine.Predictions;
using Tidemark.Engine.Sessions;
using Tidemark.Engine.Shadows;
using Tidemark.Engine.Strategies;
using Tidemark.Simulation.Fees;
using Tidemark.Simulation.Fills;
using Tidemark.Simulation.Sessions;
using Tidemark.Simulation.Slippage;
using Tidemark.Simulation.Venues;

namespace Tidemark.Tests.Engine.Predictions;

/// <summary>What models answer is an input of the session: recorded before what follows from it, and taken from there when it is replayed.</summary>
public sealed class PredictorTests
{
    private static readonly Instant Start = Instant.FromDate(2024, 1, 1);

    [Fact]
    public void TryPredict_InASession_IsRecordedBeforeTheOrderThatFollows()
    {
        var models = new FakeModels((_, row) => row[0] > 0 ? 0.9 : 0.1);
        var journal = Run(models, new Follower());
        Assert.Equal(RecordKind.PredictorOpened, journal.Records[0].Header.Kind);
        var order = journal.Records.FindIndex(record => record.Header.Kind == RecordKind.OrderDecided);
        Assert.Equal(RecordKind.Prediction, journal.Records[order - 1].Header.Kind);
        Assert.Equal(RecordOrigin.Prediction, journal.Records[order - 1].Header.Origin);
        Assert.True(journal.Records[order - 1].Header.IsInput);
        var prediction = (PredictionRecord)journal.Content(order - 1);
        Assert.Equal(("fake", "1", 0.9), (prediction.Model, prediction.Version, Assert.Single(prediction.Outputs)));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(BitConverter.GetBytes(1.0))), prediction.InputHash);
    }

    [Fact]
    public void TryPredict_NoOpinion_IsRecordedWithoutOutputs()
    {
        var journal = Run(new FakeModels((_, _) => double.NaN), new Follower());
        Assert.All(journal.Of<PredictionRecord>(), prediction => Assert.Empty(prediction.Outputs));
        Assert.Equal(6, journal.Of<PredictionRecord>().Count());
        Assert.DoesNotContain(journal.Records, record => record.Header.Kind == RecordKind.OrderDecided);
    }

    [Fact]
    public void ModelChange_BetweenBars_AsksTheOtherVersionFromThenOn()
    {
        var journal = Run(new FakeModels((version, _) => version == "2" ? 0.9 : 0.1), new Follower(), change: new ModelChange("fake", ModelChangeKind.Replaced, "2", "better"));
        Assert.Equal(["1", "1", "1", "2", "2", "2"], journal.Of<PredictionRecord>().Select(prediction => prediction.Version));
        Assert.Contains(journal.Records, record => record.Header.Kind == RecordKind.OrderDecided);
    }

    [Theory]
    [InlineData(ModelChangeKind.Kept)]
    [InlineData(ModelChangeKind.Failed)]
    public void ModelChange_ThatChangesNothing_AsksOn(ModelChangeKind kind)
    {
        var journal = Run(new FakeModels((_, _) => 0.5), new Follower(), change: new ModelChange("fake", kind, "1", "worse"));
        Assert.All(journal.Of<PredictionRecord>(), prediction => Assert.Equal("1", prediction.Version));
    }

    [Fact]
    public void ModelChange_ToAVersionThatReadsOtherRows_IsRefused()
    {
        var failure = Assert.Throws<BadInputException>(() => Run(new FakeModels((_, _) => 0.5), new Follower(), change: new ModelChange("fake", ModelChangeKind.Chosen, "wide", "a person")));
        Assert.Contains("it reads 2 rows, not 1", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OpenPredictor_WithoutModels_IsRefused() =>
        Assert.Contains("no models are known here", Assert.Throws<BadInputException>(() => Run(null, new Follower())).Message, StringComparison.Ordinal);

    [Fact]
    public void Shadow_ThatAsksAModel_IsRecordedToo()
    {
        var journal = Run(new FakeModels((_, _) => 0.9), new WithShadow());
        Assert.Equal(6, journal.Of<PredictionRecord>().Count());
        Assert.Single(journal.Of<PredictorOpenedRecord>());
    }

    [Fact]
    public void TryPredict_TooFewFeatures_Throws()
    {
        var failure = Assert.Throws<ArgumentException>(() => Run(new FakeModels((_, _) => 0.9) { Schema = new FakeModels((_, _) => 0).Schema with { Window = 3 } }, new Follower()));
        Assert.Contains("reads 3 values, not 1", failure.Message, StringComparison.Ordinal);
    }

    private static RecordList Run(IPredictorSource? models, Strategy strategy, ModelChange? change = null)
    {
        var journal = new RecordList();
        var recorder = new JournalRecorder(journal);
        var setup = new SessionSetup
        {
            Instruments = [new Instrument(InstrumentId.Parse("BTC/USDT@test"))],
            BaseIntervals = [Interval.Minutes(1)],
            Accounts = [new AccountSetup(new AccountId("main"), "test", AccountKind.Spot, [new Money(10_000m, "USDT")], FeePresets.Flat(10m).Rates, FundsPolicy.OwnedAssets)],
            Currency = "USDT",
        };
        var session = new SimulatedSession(setup, new VenueOptions(new WorstCaseFillModel(), new NoSlippage(), FeePresets.Flat(10m)), [strategy], recorder, models: models);
        recorder.Attach(session.Engine);
        session.Start();
        for (var minute = 0; minute < 6; minute++)
        {
            var open = Start + Duration.FromMinutes(minute);
            if (minute == 3 && change is not null) session.Process(EngineEvent.ForModelChange(change, open));
            var price = 100.0 + minute;
            session.Process(EngineEvent.ForBar(default, Bar.Create(open, price, price + 1, price, price + 1, 1_000), open + Duration.FromMinutes(1), open + Duration.FromMinutes(1), closesInstant: true));
        }
        return journal;
    }

    /// <summary>Holds one unit while the model thinks that the price rises.</summary>
    private sealed class Follower : Strategy
    {
        private Predictor model = null!;

        protected internal override void OnStart() => model = OpenPredictor("fake");

        protected internal override void OnBar(in BarClosed bar)
        {
            if (model.TryPredict(bar.Instrument, [bar.Close - bar.Open], out var outputs)) SetTarget(bar.Instrument, outputs[0] > 0.5 ? UnitQuantity : Quantity.Zero);
        }
    }

    private sealed class WithShadow : Strategy
    {
        private Shadow shadow = null!;

        protected internal override void OnStart() => shadow = RunAsShadow(new Follower());

        protected internal override void OnBarsClosed(Instant closeTime) => shadow.Settle();
    }

    private sealed class RecordList : IJournal
    {
        public List<(RecordHeader Header, byte[] Payload)> Records { get; } = [];

        public JournalSequence Durable => new(Records.Count);

        public JournalSequence Append(in RecordHeader header, ReadOnlySpan<byte> payload)
        {
            Records.Add((header, payload.ToArray()));
            return new JournalSequence(Records.Count);
        }

        public object Content(int index) => RecordContent.Decode(Records[index].Header, Records[index].Payload);

        public IEnumerable<T> Of<T>() => Records.Select((_, index) => Content(index)).OfType<T>();
    }
}
