namespace Tidemark.Learning.Networks.Training;

/// <summary>How a network is trained.</summary>
public sealed record TrainerOptions
{
    /// <summary>What else makes the training what it is, as text: the network, its dropout, the loss, the optimiser. A checkpoint of another text is refused.</summary>
    public string Settings { get; init; } = "";

    /// <summary>Times that all samples are learnt from, at most.</summary>
    public int Epochs { get; init; } = 50;

    /// <summary>Samples of a step.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>The rate with which the schedule begins.</summary>
    public double LearningRate { get; init; } = 0.001;

    /// <summary>How the rate goes on.</summary>
    public RateSchedule Schedule { get; init; }

    /// <summary>Epochs over which the rate rises from near zero before a cosine falls; 0 for none.</summary>
    public int WarmUpEpochs { get; init; }

    /// <summary>The greatest length of the gradient of all parameters together; 0 for no limit.</summary>
    public double GradientClip { get; init; }

    /// <summary>Epochs without a better validation loss after which the training ends; 0 goes on to the end. The best weights are kept either way where there are validation samples.</summary>
    public int Patience { get; init; }

    /// <summary>What a validation loss must be better by to count as better.</summary>
    public double MinimumImprovement { get; init; }

    /// <summary>Whether samples are learnt in random order; otherwise batches are consecutive samples, in random order of batches.</summary>
    public bool IsShuffled { get; init; } = true;
}
