using System.CommandLine;
using Tidemark.Cli.CommandLine;

namespace Tidemark.Cli.Commands.Training;

/// <summary><c>train</c>: makes a model from a table.</summary>
internal static class TrainCommand
{
    public static Command Create() =>
        new Command("train", "Train a model and measure it on data that it has not seen")
            .With([TrainOptions.Model, .. TableTrainOptions.All, TrainOptions.Param, TrainOptions.Validation, TrainOptions.Gap, TrainOptions.Scale, TrainOptions.Seed, TrainOptions.Threads, CommonOptions.Json])
            .Example("train --model gbm --table train.csv --test test.csv --label up --drop time,next_return --param max_depth=5 --predictions predictions.csv --json -")
            .Handle(TableTrain.Run);
}
