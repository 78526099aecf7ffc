using System.Data.Common;
using System.Net.Sockets;

namespace Credits.Cli.Stores;

/// <summary>Tells a store that fails from what is stored and wrong.</summary>
internal static class StoreFailure
{
    /// <summary>Whether an exception comes of the store: its server, its file, the way there.</summary>
    public static bool Is(Exception error) => error.GetBaseException() is DbException or IOException or SocketException or TimeoutException;
}
