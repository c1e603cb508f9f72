using Tidemark.Cli.CommandLine;

return TidemarkCommandLine.Run(args);
