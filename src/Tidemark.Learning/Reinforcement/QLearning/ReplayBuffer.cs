namespace Tidemark.Learning.Reinforcement.QLearning;

/// <summary>The last so many steps: what was seen, done, earned, and seen next.</summary>
internal sealed class ReplayBuffer(int capacity, int size)
{
    private readonly float[] before = new float[capacity * size];
    private readonly float[] after = new float[capacity * size];
    private readonly int[] actions = new int[capacity];
    private readonly float[] rewards = new float[capacity];
    private readonly bool[] isTerminated = new bool[capacity];
    private int next;

    public int Count { get; private set; }

    public void Add(ReadOnlySpan<float> seen, int action, in StepResult result, ReadOnlySpan<float> seenNext)
    {
        seen.CopyTo(before.AsSpan(next * size));
        seenNext.CopyTo(after.AsSpan(next * size));
        (actions[next], rewards[next], isTerminated[next]) = (action, (float)result.Reward, result.IsTerminated);
        next = (next + 1) % capacity;
        Count = Math.Min(Count + 1, capacity);
    }

    public ReadOnlySpan<float> Before(int index) => before.AsSpan(index * size, size);

    public ReadOnlySpan<float> After(int index) => after.AsSpan(index * size, size);

    public int Action(int index) => actions[index];

    public float Reward(int index) => rewards[index];

    public bool IsTerminated(int index) => isTerminated[index];
}
