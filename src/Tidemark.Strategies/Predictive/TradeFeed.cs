using Tidemark.Indicators;
using Tidemark.Indicators.Features;
using Tidemark.Indicators.State;

namespace Tidemark.Strategies.Predictive;

/// <summary>Feeds the prints of one source to a set of features.</summary>
internal sealed class TradeFeed(FeatureSet features, int source) : TradeIndicator
{
    public override void Update(in Trade trade) => features.Update(source, trade);

    protected override void KeepState(IndicatorState state) => throw new NotSupportedException("features are saved by their set");
}
