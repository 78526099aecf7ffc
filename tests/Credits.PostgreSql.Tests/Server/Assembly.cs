using Credits.PostgreSql.Tests.Server;

// One server for all tests, each with a database or schema of its own; one test at a time, since some stop the server or measure it.
[assembly: AssemblyFixture(typeof(PostgreSqlServer))]
[assembly: CollectionBehavior(DisableTestParallelization = true)]
