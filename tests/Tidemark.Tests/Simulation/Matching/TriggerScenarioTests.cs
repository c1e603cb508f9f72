using Tidemark.Simulation.Matching;

namespace Tidemark.Tests.Simulation.Matching;

/// <summary>Orders that wait for the last trade price; see <see cref="TradingScenarioTests"/> for the notation.</summary>
public sealed class TriggerScenarioTests
{
    [Fact]
    public void Stop_WakesWhenATradeReachesIt() => BookScenario.Run("""
        before  last 100
                ask 106 | 3:5
                ask 105 | 2:5
                ask 104 | 1:5
                9 buy 3 market stop 105
        then    4 buy 5 @ 104
                5 buy 1 @ 105
        events  4 accepted
                4 takes 5 @ 104 from 1, left 0 and 0
                5 accepted
                5 takes 1 @ 105 from 2, left 0 and 4
                9 triggered
                9 takes 3 @ 105 from 2, left 0 and 1
        after   ask 106 | 3:5
                ask 105 | 2:1
        """);

    [Fact]
    public void StopLimit_ThatWakes_RestsAtItsLimit() => BookScenario.Run("""
        before  last 100
                bid 96 | 2:5
                bid 98 | 1:2
                9 sell 4 @ 97 stop 98
        then    3 sell 2 @ 98
        events  3 accepted
                3 takes 2 @ 98 from 1, left 0 and 0
                9 triggered
        after   ask 97 | 9:4
                bid 96 | 2:5
        """);

    [Fact]
    public void TakeProfit_WakesOnTheSideWhereItPays() => BookScenario.Run("""
        before  last 100
                ask 105 | 1:5
                bid 99  | 2:5
                9 sell 4 market take-profit 105
        then    3 buy 1 @ 105
        events  3 accepted
                3 takes 1 @ 105 from 1, left 0 and 4
                9 triggered
                9 takes 4 @ 99 from 2, left 0 and 1
        after   ask 105 | 1:4
                bid 99  | 2:1
        """);

    [Fact]
    public void Stops_WakeByPriceThenTime() => BookScenario.Run("""
        before  last 100
                bid 90 | 3:50
                bid 95 | 2:1
                bid 99 | 1:1
                11 sell 1 market stop 96
                12 sell 1 market stop 98
                13 sell 1 market stop 96
                14 sell 1 market stop 89
        then    4 sell 2 market
        events  4 accepted
                4 takes 1 @ 99 from 1, left 1 and 0
                4 takes 1 @ 95 from 2, left 0 and 0
                12 triggered
                12 takes 1 @ 90 from 3, left 0 and 49
                11 triggered
                11 takes 1 @ 90 from 3, left 0 and 48
                13 triggered
                13 takes 1 @ 90 from 3, left 0 and 47
        after   bid 90 | 3:47
                waits 14 sell 1 at 89
        """);

    [Fact]
    public void Stops_WakeEachOther_UntilTheCascadeRunsDry() => BookScenario.Run("""
        before  last 100
                bid 94 | 4:9
                bid 96 | 3:1
                bid 97 | 2:2
                bid 99 | 1:1
                11 sell 2 market stop 99
                12 sell 1 market stop 97
                13 sell 1 market stop 96
                14 sell 1 market stop 93
        then    5 sell 1 @ 99
        events  5 accepted
                5 takes 1 @ 99 from 1, left 0 and 0
                11 triggered
                11 takes 2 @ 97 from 2, left 0 and 0
                12 triggered
                12 takes 1 @ 96 from 3, left 0 and 0
                13 triggered
                13 takes 1 @ 94 from 4, left 0 and 8
        after   bid 94 | 4:8
                waits 14 sell 1 at 93
        """);

    [Fact]
    public void Stop_TouchedOnTheWayOfASweep_WakesThoughThePriceWentOn() => BookScenario.Run("""
        before  last 105
                ask 104 | 2:5
                ask 100 | 1:1
                bid 90  | 3:5
                9 sell 1 market stop 101
        then    4 buy 2 market
        events  4 accepted
                4 takes 1 @ 100 from 1, left 1 and 0
                4 takes 1 @ 104 from 2, left 0 and 4
                9 triggered
                9 takes 1 @ 90 from 3, left 0 and 4
        after   ask 104 | 2:4
                bid 90  | 3:4
        """);

    [Fact]
    public void Stop_WhoseTriggerIsReached_IsRejected() => BookScenario.Run("""
        before  last 100
        then    1 buy 5 market stop 100
                2 sell 5 market stop 100
                3 sell 5 market take-profit 99
        events  1 rejected WouldTrigger
                2 rejected WouldTrigger
                3 rejected WouldTrigger
        after
        """);

    [Fact]
    public void Stop_WhoseTriggerIsReached_WakesAtOnce_WhereTheVenueDoesSo() => BookScenario.Run("""
        before  last 100
                ask 101 | 1:5
        then    2 buy 5 market stop 100
        events  2 accepted
                2 triggered
                2 takes 5 @ 101 from 1, left 0 and 0
        after
        """, new MatchingOptions { RefusesReachedTriggers = false });

    [Fact]
    public void PostOnlyStopLimit_ThatWouldTradeWhenItWakes_IsCanceled() => BookScenario.Run("""
        before  last 100
                ask 103 | 2:5
                ask 102 | 1:1
                9 buy 2 @ 104 stop 102 post-only
        then    3 buy 1 @ 102
        events  3 accepted
                3 takes 1 @ 102 from 1, left 0 and 0
                9 triggered
                9 canceled WouldTake, left 2
        after   ask 103 | 2:5
        """);

    [Fact]
    public void WaitingOrder_CanBeAmendedAndCanceled() => BookScenario.Run("""
        before  last 100
                ask 103 | 1:5
                8 buy 2 market stop 103
                9 buy 2 market stop 103
        then    amend 8 to 3 stop 103
                amend 9 to 1 stop 103
                amend 9 to 1 stop 99
                2 buy 1 @ 103
                cancel 8
        events  8 amended to 3 @ 0, left 3
                9 amended to 1 @ 0, left 1
                9 amend-rejected WouldTrigger
                2 accepted
                2 takes 1 @ 103 from 1, left 0 and 4
                9 triggered
                9 takes 1 @ 103 from 1, left 0 and 3
                8 triggered
                8 takes 3 @ 103 from 1, left 0 and 0
                8 cancel-rejected UnknownOrder
        after
        """);
}
