namespace Tidemark.Tests.Simulation.Matching;

/// <summary>
/// How orders trade. <c>ask 102 | 1:5 2:3</c> is a price with its queue: order 1 with 5 lots is before order 2 with 3. In
/// <c>left 2 and 0</c> the taker has 2 lots left and the maker none.
/// </summary>
public sealed class TradingScenarioTests
{
    [Fact]
    public void Taker_TradesWithTheBestPriceFirst_ThenByTime() => BookScenario.Run("""
        before  bid 101 | 3:4
                bid 100 | 1:5 2:3
        then    4 sell 10 @ 100
        events  4 accepted
                4 takes 4 @ 101 from 3, left 6 and 0
                4 takes 5 @ 100 from 1, left 1 and 0
                4 takes 1 @ 100 from 2, left 0 and 2
        after   bid 100 | 2:2
        """);

    [Fact]
    public void Maker_PartlyFilled_KeepsItsPlace() => BookScenario.Run("""
        before  ask 102 | 1:5 2:3
        then    3 buy 2 @ 102
                4 buy 4 @ 102
        events  3 accepted
                3 takes 2 @ 102 from 1, left 0 and 3
                4 accepted
                4 takes 3 @ 102 from 1, left 1 and 0
                4 takes 1 @ 102 from 2, left 0 and 2
        after   ask 102 | 2:2
        """);

    [Fact]
    public void Limit_ThatSweepsLevels_GetsTheirPricesAndRestsAtItsOwn() => BookScenario.Run("""
        before  ask 104 | 3:9
                ask 103 | 2:2
                ask 101 | 1:2
        then    4 buy 7 @ 103
        events  4 accepted
                4 takes 2 @ 101 from 1, left 5 and 0
                4 takes 2 @ 103 from 2, left 3 and 0
        after   ask 104 | 3:9
                bid 103 | 4:3
        """);

    [Fact]
    public void Limit_ThatReachesNobody_Rests() => BookScenario.Run("""
        before  ask 102 | 1:5
        then    2 buy 5 @ 101
                3 buy 5 @ 101
                4 sell 5 @ 102
        events  2 accepted
                3 accepted
                4 accepted
        after   ask 102 | 1:5 4:5
                bid 101 | 2:5 3:5
        """);

    [Fact]
    public void Market_SweepsEverything_AndItsRestIsCanceled() => BookScenario.Run("""
        before  ask 900000 | 2:1
                ask 101    | 1:2
        then    3 buy 5 market
        events  3 accepted
                3 takes 2 @ 101 from 1, left 3 and 0
                3 takes 1 @ 900000 from 2, left 2 and 0
                3 canceled NoLiquidity, left 2
        after
        """);

    [Fact]
    public void Market_OnAnEmptySide_IsCanceled() => BookScenario.Run("""
        before  bid 100 | 1:2
        then    2 buy 5 market
        events  2 accepted
                2 canceled NoLiquidity, left 5
        after   bid 100 | 1:2
        """);

    [Fact]
    public void MarketWithANotionalLimit_BuysWhatItCanPay() => BookScenario.Run("""
        before  ask 110 | 2:9
                ask 100 | 1:3
        then    3 buy 1000 market spend 560
        events  3 accepted
                3 takes 3 @ 100 from 1, left 997 and 0
                3 takes 2 @ 110 from 2, left 995 and 7
                3 canceled NotionalSpent, left 995
        after   ask 110 | 2:7
        """);

    [Fact]
    public void ImmediateOrCancel_TakesWhatIsThere_AndNeverRests() => BookScenario.Run("""
        before  ask 103 | 2:5
                ask 102 | 1:5
        then    3 buy 8 @ 102 ioc
                4 buy 8 @ 101 ioc
        events  3 accepted
                3 takes 5 @ 102 from 1, left 3 and 0
                3 canceled NotImmediatelyFillable, left 3
                4 accepted
                4 canceled NotImmediatelyFillable, left 8
        after   ask 103 | 2:5
        """);

    [Fact]
    public void FillOrKill_ThatFits_FillsWhole() => BookScenario.Run("""
        before  ask 103 | 2:5
                ask 102 | 1:5
        then    3 buy 8 @ 103 fok
        events  3 accepted
                3 takes 5 @ 102 from 1, left 3 and 0
                3 takes 3 @ 103 from 2, left 0 and 2
        after   ask 103 | 2:2
        """);

    [Fact]
    public void FillOrKill_ThatMissesOneLot_LeavesTheBookAlone() => BookScenario.Run("""
        before  ask 104 | 3:9
                ask 103 | 2:5
                ask 102 | 1:5
        then    4 buy 11 @ 103 fok
        events  4 accepted
                4 canceled NotWhollyFillable, left 11
        after   ask 104 | 3:9
                ask 103 | 2:5
                ask 102 | 1:5
        """);

    [Fact]
    public void FillOrKill_CountsHiddenLots() => BookScenario.Run("""
        before  ask 102 | 1:2+6
        then    2 buy 7 @ 102 fok
        events  2 accepted
                2 takes 2 @ 102 from 1, left 5 and 6
                1 replenished 2, left 6
                2 takes 2 @ 102 from 1, left 3 and 4
                1 replenished 2, left 4
                2 takes 2 @ 102 from 1, left 1 and 2
                1 replenished 2, left 2
                2 takes 1 @ 102 from 1, left 0 and 1
        after   ask 102 | 1:1
        """);

    [Fact]
    public void PostOnly_ThatWouldTrade_IsRejected() => BookScenario.Run("""
        before  ask 102 | 1:5
        then    2 buy 5 @ 102 post-only
                3 buy 5 @ 101 post-only
        events  2 rejected WouldTake
                3 accepted
        after   ask 102 | 1:5
                bid 101 | 3:5
        """);

    [Fact]
    public void Iceberg_ShowsItsNextPart_AtTheEndOfTheQueue() => BookScenario.Run("""
        before  ask 102 | 1:3+5 2:4
        then    3 buy 5 @ 102
                4 buy 4 @ 102
        events  3 accepted
                3 takes 3 @ 102 from 1, left 2 and 5
                1 replenished 3, left 5
                3 takes 2 @ 102 from 2, left 0 and 2
                4 accepted
                4 takes 2 @ 102 from 2, left 2 and 0
                4 takes 2 @ 102 from 1, left 0 and 3
        after   ask 102 | 1:1+2
        """);

    [Fact]
    public void Iceberg_ThatTakes_TakesWithAllOfIt_AndRestsWithOnePart() => BookScenario.Run("""
        before  ask 102 | 1:4
        then    2 buy 10 @ 102 show 5
        events  2 accepted
                2 takes 4 @ 102 from 1, left 6 and 0
        after   bid 102 | 2:5+1
        """);

    [Fact]
    public void CancelAll_EndsTheOrdersOfAnAccount_OldestFirst() => BookScenario.Run("""
        before  last 100
                ask 102 | 4/ann:1
                bid 100 | 1/ann:5 2/bob:3 3/ann:2
                5 ann buy 1 market stop 105
        then    cancel-all ann
                cancel 1
        events  4 canceled Requested, left 1
                1 canceled Requested, left 5
                3 canceled Requested, left 2
                5 canceled Requested, left 1
                1 cancel-rejected UnknownOrder
        after   bid 100 | 2/bob:3
        """);

    [Fact]
    public void Orders_ThatMakeNoSense_AreRejected() => BookScenario.Run("""
        before  bid 100 | 1:5
        then    1 buy 5 @ 99
                2 buy 0 @ 99
                3 buy 5 @ 0
                4 buy 5 @ 99 ioc post-only
                5 buy 5 market show 1
                6 buy 5 @ 99 spend 100
                7 buy 5000 @ 99 show 4
        events  1 rejected DuplicateOrder
                2 rejected InvalidQuantity
                3 rejected PriceOutOfRange
                4 rejected InvalidCombination
                5 rejected InvalidCombination
                6 rejected InvalidCombination
                7 rejected TooManyParts
        after   bid 100 | 1:5
        """);
}
