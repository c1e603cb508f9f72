using Tidemark.Indicators;
using Tidemark.Indicators.Features;
using Tidemark.Indicators.State;

namespace Tidemark.Strategies.Predictive;

/// <summary>Feeds the quotes of one source to a set of features.</summary>
internal sealed class QuoteFeed(FeatureSet features, int source) : QuoteIndicator
{
    public override void Update(in Quote quote) => features.Update(source, quote);

    protected override void KeepState(IndicatorState state) => throw new NotSupportedException("features are saved by their set");
}
