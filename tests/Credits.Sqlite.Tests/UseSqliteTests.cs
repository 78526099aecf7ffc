using Credits.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Credits.Sqlite.Tests;

public sealed class UseSqliteTests
{
    [Fact]
    public async Task The_store_is_one_for_the_library_and_for_who_asks_for_its_own_type()
    {
        using TemporaryFile file = new();
        ServiceCollection services = new();
        services.AddCredits().UseInMemory().UseSqlite(file.ConnectionString, static o => o.TablePrefix = "tokens_");
        using (ServiceProvider provider = services.BuildServiceProvider())
        {
            provider.GetRequiredService<IStore>().Should().BeSameAs(provider.GetRequiredService<SqliteStore>());
            File.Exists(file.Path).Should().BeFalse("nothing is opened before the first call");
            (await provider.GetRequiredService<ICreditsAdmin>().OpenWalletAsync("acme", Actor.System)).GetValueOrThrow();
        }

        using Microsoft.Data.Sqlite.SqliteConnection connection = file.Open();
        connection.Number("SELECT count(*) FROM tokens_wallets").Should().Be(1);
    }

    [Fact]
    public void What_is_wrong_is_said_when_it_is_registered()
    {
        Action register = () => new ServiceCollection().AddCredits().UseSqlite("Data Source=x.db;Mode=Memory");
        register.Should().Throw<ArgumentException>();
        register = () => new ServiceCollection().AddCredits().UseSqlite("Data Source=x.db", static o => o.MaxTogether = 0);
        register.Should().Throw<ArgumentException>();
    }

    [Fact]
    public async Task A_store_that_was_disposed_of_says_so()
    {
        using TemporaryFile file = new();
        SqliteStore store = new(file.ConnectionString);
        await store.LoadAsync("acme", 0, [], default);
        await store.DisposeAsync();
        store.Dispose();
        (await store.Awaiting(s => s.LoadAsync("acme", 0, [], default).AsTask()).Should().ThrowAsync<StoreException>()).Which.Fate.Should().Be(CommandFate.NotApplied);
    }
}
