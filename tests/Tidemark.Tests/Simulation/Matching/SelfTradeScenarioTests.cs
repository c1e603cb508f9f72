namespace Tidemark.Tests.Simulation.Matching;

/// <summary>Orders that meet their own account; <c>1/ann:5</c> is ann's. See <see cref="TradingScenarioTests"/> for the notation.</summary>
public sealed class SelfTradeScenarioTests
{
    [Fact]
    public void WithoutPrevention_AnAccountTradesWithItself() => BookScenario.Run("""
        before  ask 102 | 1/ann:5
        then    2 ann buy 3 @ 102
        events  2 accepted
                2 takes 3 @ 102 from 1, left 0 and 2
        after   ask 102 | 1/ann:2
        """);

    [Fact]
    public void CancelTaker_EndsTheIncomingOrder_WhereItMeetsItsOwn() => BookScenario.Run("""
        before  ask 102 | 1/bob:2 2/ann:5 3/bob:9
        then    4 ann buy 6 @ 102 cancel-taker
        events  4 accepted
                4 takes 2 @ 102 from 1, left 4 and 0
                4 canceled SelfTrade, left 4
        after   ask 102 | 2/ann:5 3/bob:9
        """);

    [Fact]
    public void CancelMaker_ClearsTheWay() => BookScenario.Run("""
        before  ask 102 | 1/bob:2 2/ann:5 3/bob:9
        then    4 ann buy 6 @ 102 cancel-maker
        events  4 accepted
                4 takes 2 @ 102 from 1, left 4 and 0
                2 canceled SelfTrade, left 5
                4 takes 4 @ 102 from 3, left 0 and 5
        after   ask 102 | 3/bob:5
        """);

    [Fact]
    public void CancelBoth_EndsBoth() => BookScenario.Run("""
        before  ask 102 | 1/ann:5 2/bob:9
        then    3 ann buy 6 @ 102 cancel-both
        events  3 accepted
                1 canceled SelfTrade, left 5
                3 canceled SelfTrade, left 6
        after   ask 102 | 2/bob:9
        """);

    [Fact]
    public void Decrement_OfASmallerMaker_GoesOn() => BookScenario.Run("""
        before  ask 102 | 1/ann:2 2/bob:9
        then    3 ann buy 6 @ 102 decrement
        events  3 accepted
                1 decremented 2, left 0
                3 decremented 2, left 4
                1 canceled SelfTrade, left 0
                3 takes 4 @ 102 from 2, left 0 and 5
        after   ask 102 | 2/bob:5
        """);

    [Fact]
    public void Decrement_OfALargerMaker_EndsTheTaker() => BookScenario.Run("""
        before  ask 102 | 1/ann:8 2/bob:9
        then    3 ann buy 6 @ 102 decrement
        events  3 accepted
                1 decremented 6, left 2
                3 decremented 6, left 0
                3 canceled SelfTrade, left 0
        after   ask 102 | 1/ann:2 2/bob:9
        """);

    [Fact]
    public void FillOrKill_ThatItsOwnOrderStandsInTheWayOf_IsKilled() => BookScenario.Run("""
        before  ask 103 | 3/bob:9
                ask 102 | 1/bob:2 2/ann:5
        then    4 ann buy 6 @ 103 fok cancel-taker
                5 ann buy 6 @ 103 fok cancel-maker
        events  4 accepted
                4 canceled NotWhollyFillable, left 6
                5 accepted
                5 takes 2 @ 102 from 1, left 4 and 0
                2 canceled SelfTrade, left 5
                5 takes 4 @ 103 from 3, left 0 and 5
        after   ask 103 | 3/bob:5
        """);
}
