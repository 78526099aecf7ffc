using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Credits.AspNetCore.Dashboard;

/// <summary>
/// The scripts and styles inside this assembly. Their address contains a digest of all of them, so that browsers may keep them for ever
/// and a new version of the library is a new address; they find each other by relative paths.
/// </summary>
internal sealed class DashboardAssets
{
    private const string Prefix = "dashboard/";

    private readonly FrozenDictionary<string, DashboardAsset> _assets;

    private DashboardAssets()
    {
        Assembly assembly = typeof(DashboardAssets).Assembly;
        Dictionary<string, DashboardAsset> assets = new(StringComparer.Ordinal);
        using IncrementalHash all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string resource in assembly.GetManifestResourceNames().Where(static n => n.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            string name = resource[Prefix.Length..];
            byte[] content = Read(assembly, resource);
            byte[] digest = SHA256.HashData(content);
            all.AppendData(Encoding.UTF8.GetBytes(name));
            all.AppendData(digest);
            assets.Add(name, new(content, ContentTypeOf(name), $"\"{Short(digest)}\""));
        }

        _assets = assets.ToFrozenDictionary(StringComparer.Ordinal);
        Version = Short(all.GetHashAndReset());
    }

    public static DashboardAssets Embedded { get; } = new();

    /// <summary>Changes with any of the files.</summary>
    public string Version { get; }

    public IEnumerable<string> Names => _assets.Keys;

    public DashboardAsset? Find(string name) => _assets.GetValueOrDefault(name);

    private static byte[] Read(Assembly assembly, string resource)
    {
        using Stream stream = assembly.GetManifestResourceStream(resource)!;
        byte[] content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }

    private static string Short(byte[] digest) => Convert.ToHexStringLower(digest.AsSpan(0, 10));

    private static string ContentTypeOf(string name) => Path.GetExtension(name) switch
    {
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => "text/plain; charset=utf-8",
    };
}
