namespace Tidemark.Server.Answers;

internal enum SessionCommand : byte
{
    Pause,
    Resume,
    Flatten,
    Stop,
}
