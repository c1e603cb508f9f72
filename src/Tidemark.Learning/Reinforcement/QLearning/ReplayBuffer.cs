namespace Tidemark.Learning.Reinforcement.QLearning;

/// <summary>The last so many steps: what was seen and done, what the next steps earned, what was seen after them, and what that counts for.</summary>
internal sealed class ReplayBuffer(int capacity, int size)
{
    private readonly float[] before = new float[(long)capacity * size];
    private readonly float[] after = new float[(long)capacity * size];
    private readonly int[] actions = new int[capacity];
    private readonly float[] rewards = new float[capacity];
    private readonly float[] discounts = new float[capacity];
    private int next;

    public int Count { get; private set; }

    /// <param name="seen">Before the step.</param>
    /// <param name="action">What was done.</param>
    /// <param name="reward">What was earned until <paramref name="seenAfter"/>, discounted.</param>
    /// <param name="seenAfter">What was seen then.</param>
    /// <param name="discount">What the value of that counts for: 0 where the episode had come to its end.</param>
    public void Add(ReadOnlySpan<float> seen, int action, double reward, ReadOnlySpan<float> seenAfter, double discount)
    {
        seen.CopyTo(before.AsSpan(next * size));
        seenAfter.CopyTo(after.AsSpan(next * size));
        (actions[next], rewards[next], discounts[next]) = (action, (float)reward, (float)discount);
        next = (next + 1) % capacity;
        Count = Math.Min(Count + 1, capacity);
    }

    public ReadOnlySpan<float> Before(int index) => before.AsSpan(index * size, size);

    public ReadOnlySpan<float> After(int index) => after.AsSpan(index * size, size);

    public int Action(int index) => actions[index];

    public float Reward(int index) => rewards[index];

    public float Discount(int index) => discounts[index];
}
