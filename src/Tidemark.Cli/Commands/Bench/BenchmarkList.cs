using Tidemark.Cli.Commands.Bench.Agents;
using Tidemark.Cli.Commands.Bench.Backtests;
using Tidemark.Cli.Commands.Bench.Faults;
using Tidemark.Cli.Commands.Bench.Matching;
using Tidemark.Cli.Commands.Bench.Replay;
using Tidemark.Cli.Commands.Bench.Windows;
using Tidemark.Cli.Commands.Bench.Wire;

namespace Tidemark.Cli.Commands.Bench;

/// <summary>Every benchmark of the program. A new one is one line here and one class that implements <see cref="IBenchmark"/>.</summary>
internal static class BenchmarkList
{
    public static readonly BenchmarkEntry[] Entries =
    [
        new("backtest", "Engine and tight loop over five million bars, two instruments, with a journal; memory of a backtest", () => new BacktestBenchmark()),
        new("universe", "A ranking strategy over 200 instruments and a year of hours: events a second, memory, and the cost of an event beside 20 instruments", () => new UniverseBenchmark()),
        new("replay", "A recorded order book through venue, engine and a strategy that quotes both sides: events a second, allocation", () => new ReplayBenchmark()),
        new("startup", "A whole process that does nothing but print its version", () => new StartupBenchmark()),
        new("catalog", "Import of six years of minutes beside a hand parser; opening and scanning what is stored", () => new CatalogBenchmark()),
        new("indicators", "The usual eight indicators over a million bars: as columns, bar by bar, and what an update allocates", () => new IndicatorsBenchmark()),
        new("journal", "Records to the disk with group commit, one record waited for, and a whole journal checked", () => new JournalBenchmark()),
        new("rl", "Agents on CartPole: five seeds, each judged on 100 episodes; steps a second of environments and of learning", () => new AgentsBenchmark()),
        new("matching", "The matching engine on a busy market's mix of commands: commands a second, the time of single ones, and what they allocate", () => new MatchingBenchmark()),
        new("faults", "A recorder and a trading client through ten minutes with every fault of the simulated exchange: what went wrong, of how much (use --runs 1: a run takes ten minutes)", () => new FaultsBenchmark(DrillVenues.Binance)),
        new("faults-kraken", "The same at Kraken", () => new FaultsBenchmark(DrillVenues.Kraken)),
        new("faults-coinbase", "The same at Coinbase", () => new FaultsBenchmark(DrillVenues.Coinbase)),
        new("wire", "Messages of Binance's hot streams read to ticks and lots, trades and bars, beside the source-generated reader", () => new WireBenchmark()),
        new("trees", "Boosted trees on 100,000 x 30 samples: training, one row predicted and explained; a random forest", () => new TreesBenchmark()),
        new("learning", "Training steps and predictions of LSTM, GRU, TCN and transformer on one thread (bench/peers/pytorch_learning.py measures the same with PyTorch)", () => new LearningBenchmark()),
        new("windows", "Networks and trees on two million windows of a memory-mapped file: processor time and peak memory (a run takes some minutes; use --runs 1)", () => new WindowsBenchmark()),
    ];
}
