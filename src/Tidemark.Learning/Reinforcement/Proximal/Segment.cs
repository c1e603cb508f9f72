namespace Tidemark.Learning.Reinforcement.Proximal;

/// <summary>Consecutive steps of one instance inside one episode.</summary>
internal readonly record struct Segment(int Instance, int First, int Length);
