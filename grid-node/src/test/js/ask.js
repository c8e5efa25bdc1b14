'use strict';

// Asks a grid with the official client: node ask.js HOST:PORT CLUSTER. Reads statements from standard input, a JSON array of
// {sql, parameters: [{type, value}]}; writes an array of {columns, rows} or {error}.

const { BigDecimal, Client, LocalDate, LocalDateTime, SqlColumnType } = require('hazelcast-client');
const Long = require('long');

const PARAMETERS = {
  BIGINT: (text) => Long.fromString(text),
  DECIMAL: (text) => BigDecimal.fromString(text),
  DATE: (text) => LocalDate.fromString(text),
  TIMESTAMP: (text) => LocalDateTime.fromString(text),
};

function parameter({ type, value }) {
  return type in PARAMETERS ? PARAMETERS[type](value) : value;
}

function plain(value) {
  return value !== null && typeof value === 'object' ? value.toString() : value;
}

async function answer(client, { sql, parameters }) {
  try {
    const result = await client.getSql().execute(sql, parameters.map(parameter), { returnRawResult: true });
    const columns = result.rowMetadata.getColumns();
    const rows = [];
    for await (const row of result) {
      rows.push(columns.map((column, index) => plain(row.getObject(index))));
    }
    return { columns: columns.map((column) => [column.name, SqlColumnType[column.type]]), rows };
  } catch (error) {
    return { error: error.message };
  }
}

async function main() {
  const [address, clusterName] = process.argv.slice(2);
  let input = '';
  for await (const piece of process.stdin.setEncoding('utf8')) {
    input += piece;
  }
  const client = await Client.newHazelcastClient({
    clusterName,
    network: { clusterMembers: [address], connectionTimeout: 20000 },
    connectionStrategy: { connectionRetry: { clusterConnectTimeoutMillis: 20000 } },
    properties: { 'hazelcast.logging.level': 'WARN' },
  });
  const answers = [];
  for (const statement of JSON.parse(input)) {
    answers.push(await answer(client, statement));
  }
  await client.shutdown();
  process.stdout.write(JSON.stringify(answers));
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
