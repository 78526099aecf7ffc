using Credits.DependencyInjection;
using Credits.Notifications;
using Credits.Notifiers;
using Credits.Pricing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Has notices delivered by e-mail, as webhooks, and to the log.</summary>
public static class NotifiersCreditsBuilderExtensions
{
    /// <summary>
    /// Sends notices by e-mail. Who gets them says <see cref="UseNoticeDirectory{TDirectory}"/> or <see cref="UseNoticeRecipients{TRecipients}"/>.
    /// Calling it again adds to what was said before.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets server and sender; mistakes are reported when the host starts.</param>
    /// <returns>The builder.</returns>
    /// <example>
    /// <code>
    /// builder.Services.AddCredits()
    ///     .AddEmailNotifier(o => (o.Host, o.UserName, o.Password, o.From) = ("mail.example.com", "credits", password, "credits@example.com"))
    ///     .UseNoticeDirectory&lt;Directory&gt;();
    /// </code>
    /// </example>
    public static CreditsBuilder AddEmailNotifier(this CreditsBuilder builder, Action<EmailNotifierOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        IServiceCollection services = builder.Services;
        services.AddOptions<EmailNotifierOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<EmailNotifierOptions>, EmailNotifierOptionsValidator>());
        services.TryAddSingleton<INoticeTemplates>(static provider => new NoticeTemplates(provider.GetServices<INoticeTexts>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<INotifier, EmailNotifier>(static provider => new(
            () => provider.GetService<INoticeRecipients>() ?? new DirectoryRecipients(provider.GetRequiredService<INoticeDirectory>()),
            provider.GetRequiredService<INoticeTemplates>(),
            provider.GetRequiredService<CreditCatalog>(),
            provider.GetRequiredService<IClock>(),
            provider.GetRequiredService<IOptions<EmailNotifierOptions>>())));
        return builder;
    }

    /// <summary>Sends notices by e-mail, with the options of a configuration section; see <see cref="AddEmailNotifier(CreditsBuilder, Action{EmailNotifierOptions})"/>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="section">The section, with the fields of <see cref="EmailNotifierOptions"/>; kinds by their wire names. Read when the host starts.</param>
    /// <returns>The builder.</returns>
    public static CreditsBuilder AddEmailNotifier(this CreditsBuilder builder, IConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return builder.AddEmailNotifier(options => NotifierConfiguration.Read(section, options));
    }

    /// <summary>
    /// Posts notices as signed webhooks: to the one address of the options, or where <see cref="UseWebhookTargets{TTargets}"/> says. Calling it
    /// again adds to what was said before.
    /// </summary>
    /// <remarks>
    /// The connections are those of the named client <c>Credits.Notifiers.Webhooks</c>, which a host may add handlers to. Replacing its primary handler also replaces the
    /// refusal of private addresses.
    /// </remarks>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Changes the options; mistakes are reported when the host starts.</param>
    /// <returns>The builder.</returns>
    public static CreditsBuilder AddWebhookNotifier(this CreditsBuilder builder, Action<WebhookNotifierOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        IServiceCollection services = builder.Services;
        services.AddOptions<WebhookNotifierOptions>().Configure(configure ?? (static _ => { })).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<WebhookNotifierOptions>, WebhookNotifierOptionsValidator>());
        services.AddHttpClient(WebhookNotifier.ClientName)
            .RemoveAllLoggers() // They would write down addresses with their keys.
            .ConfigureHttpClient(static client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(static provider => GuardedConnection.MakeHandler(provider.GetRequiredService<IOptions<WebhookNotifierOptions>>().Value));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<INotifier, WebhookNotifier>(static provider => new(
            provider.GetRequiredService<IHttpClientFactory>(),
            provider.GetService<IWebhookTargets>() ?? new ConfiguredTargets(provider.GetRequiredService<IOptions<WebhookNotifierOptions>>()),
            provider.GetRequiredService<IClock>(),
            provider.GetRequiredService<IOptions<WebhookNotifierOptions>>(),
            provider.GetService<TimeProvider>() ?? TimeProvider.System)));
        return builder;
    }

    /// <summary>Posts notices as signed webhooks, with the options of a configuration section; see <see cref="AddWebhookNotifier(CreditsBuilder, Action{WebhookNotifierOptions})"/>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="section">The section, with the fields of <see cref="WebhookNotifierOptions"/>. Read when the host starts.</param>
    /// <returns>The builder.</returns>
    public static CreditsBuilder AddWebhookNotifier(this CreditsBuilder builder, IConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return builder.AddWebhookNotifier(options => NotifierConfiguration.Read(section, options));
    }

    /// <summary>Writes notices to the log, at level Information.</summary>
    /// <param name="builder">The builder.</param>
    /// <returns>The builder.</returns>
    public static CreditsBuilder AddLoggingNotifier(this CreditsBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddNotifier<LoggingNotifier>();
    }

    /// <summary>Finds the usual recipients of letters in a directory of the host's: see <see cref="DirectoryRecipients"/>. The one named last is used.</summary>
    /// <typeparam name="TDirectory">The directory, a singleton made by the container.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <returns>The builder.</returns>
    public static CreditsBuilder UseNoticeDirectory<TDirectory>(this CreditsBuilder builder)
        where TDirectory : class, INoticeDirectory => Use<INoticeDirectory, TDirectory>(builder);

    /// <summary>Has the host itself say who gets letters, instead of a directory. The one named last is used.</summary>
    /// <typeparam name="TRecipients">What says so, a singleton made by the container.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <returns>The builder.</returns>
    public static CreditsBuilder UseNoticeRecipients<TRecipients>(this CreditsBuilder builder)
        where TRecipients : class, INoticeRecipients => Use<INoticeRecipients, TRecipients>(builder);

    /// <summary>Writes letters by templates of the host's instead of the built-in ones. The one named last is used.</summary>
    /// <typeparam name="TTemplates">The templates, a singleton made by the container.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <returns>The builder.</returns>
    public static CreditsBuilder UseNoticeTemplates<TTemplates>(this CreditsBuilder builder)
        where TTemplates : class, INoticeTemplates => Use<INoticeTemplates, TTemplates>(builder);

    /// <summary>Adds a language to the built-in letters.</summary>
    /// <typeparam name="TTexts">The texts, a singleton made by the container.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <returns>The builder.</returns>
    public static CreditsBuilder AddNoticeTexts<TTexts>(this CreditsBuilder builder)
        where TTexts : class, INoticeTexts
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<INoticeTexts, TTexts>());
        return builder;
    }

    /// <summary>Says where webhooks of each wallet go, instead of the one address of the options. The one named last is used.</summary>
    /// <typeparam name="TTargets">What says so, a singleton made by the container.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <returns>The builder.</returns>
    public static CreditsBuilder UseWebhookTargets<TTargets>(this CreditsBuilder builder)
        where TTargets : class, IWebhookTargets => Use<IWebhookTargets, TTargets>(builder);

    private static CreditsBuilder Use<TService, TImplementation>(CreditsBuilder builder)
        where TService : class
        where TImplementation : class, TService
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Replace(ServiceDescriptor.Singleton<TService, TImplementation>());
        return builder;
    }
}
