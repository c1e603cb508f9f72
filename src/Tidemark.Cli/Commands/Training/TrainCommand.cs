using System.CommandLine;
using Tidemark.Cli.CommandLine;

namespace Tidemark.Cli.Commands.Training;

/// <summary><c>train</c>: makes models from a table or from the data of a market.</summary>
internal static class TrainCommand
{
    public static Command Create() =>
        new Command("train", "Train a model and measure it on data that it has not seen")
            .With([.. TrainModes.Options, CommonOptions.Json])
            .Example("train --model gbm --table train.csv --test test.csv --label up --drop time,next_return --param max_depth=5 --predictions predictions.csv --json -")
            .Example("train --model gbm,forest,logistic --ensemble mean --instrument BTC/USDT@binance --interval 1h --label direction:horizon=4 --name btc-hourly --report training.html")
            .Example("train --model lstm --instrument BTC/USDT@binance --interval 1h --splits walk-forward:folds=4 --param epochs=20")
            .Example("train --model gbm --instrument BTC/USDT@binance --interval 1h --label direction:horizon=4 --search hyperband --batch 4 --study gbm.json")
            .Example("train --model ppo --instrument BTC/USDT@binance --interval 1h --param steps=200000 --name btc-agent")
            .Example("train --model ppo --actions \"ma-cross(slow=100,fast=10:50:20,weight=0:1)+rsi-reversion(weight=0:1)\" --instrument BTC/USDT@binance --interval 1h --name btc-steering")
            .Handle(context => TrainModes.Of(context) switch
            {
                TrainMode.Agent => AgentTrain.Run(context),
                TrainMode.Market => MarketTrain.Run(context),
                _ => TableTrain.Run(context),
            });
}
