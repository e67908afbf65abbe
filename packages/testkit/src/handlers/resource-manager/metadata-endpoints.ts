import type { JsonObject } from '../../json.js';
import { type Answer, answerJson } from '../../refusals/answer.js';
import type { ArmCall } from '../../service/arm-call.js';

const LOGIN = 'https://login.microsoftonline.com/';
const AUDIENCES = ['https://management.core.windows.net/', 'https://management.azure.com/'];
const GRAPH = 'https://graph.windows.net/';
const PORTAL = 'https://portal.azure.com';
const GALLERY = 'https://gallery.azure.com/';

/**
 * What a client needs to know of this cloud: the fake as its Azure Resource Manager, and the authority of the public
 * cloud. One object since 2022-09-01, a list of clouds before, other members in 2015-01-01 (as official clients read it).
 */
export function getMetadataEndpoints({ url, apiVersion }: ArmCall): Answer {
  if (apiVersion === '2015-01-01') return answerJson(earlyCloud(), { indent: 0 });
  const json = cloud(url.origin);
  return apiVersion < '2022-09-01'
    ? { status: 200, headers: {}, text: JSON.stringify([json]) }
    : answerJson(json, { indent: 0 });
}

function earlyCloud(): JsonObject {
  return {
    galleryEndpoint: GALLERY,
    graphEndpoint: GRAPH,
    portalEndpoint: PORTAL,
    authentication: { loginEndpoint: LOGIN, audiences: AUDIENCES },
  };
}

function cloud(origin: string): JsonObject {
  return {
    portal: PORTAL,
    authentication: { loginEndpoint: LOGIN, audiences: AUDIENCES, tenant: 'common', identityProvider: 'AAD' },
    media: 'https://rest.media.azure.net',
    graphAudience: GRAPH,
    graph: GRAPH,
    name: 'AzureCloud',
    suffixes: {
      azureDataLakeStoreFileSystem: 'azuredatalakestore.net',
      acrLoginServer: 'azurecr.io',
      sqlServerHostname: 'database.windows.net',
      azureDataLakeAnalyticsCatalogAndJob: 'azuredatalakeanalytics.net',
      keyVaultDns: 'vault.azure.net',
      storage: 'core.windows.net',
      azureFrontDoorEndpointSuffix: 'azurefd.net',
      storageSyncEndpointSuffix: 'afs.azure.net',
      mhsmDns: 'managedhsm.azure.net',
      mysqlServerEndpoint: 'mysql.database.azure.com',
      postgresqlServerEndpoint: 'postgres.database.azure.com',
      mariadbServerEndpoint: 'mariadb.database.azure.com',
      synapseAnalytics: 'dev.azuresynapse.net',
      attestationEndpoint: 'attest.azure.net',
    },
    batch: 'https://batch.core.windows.net/',
    resourceManager: `${origin}/`,
    vmImageAliasDoc:
      'https://raw.githubusercontent.com/Azure/azure-rest-api-specs/master/arm-compute/quickstart-templates/aliases.json',
    activeDirectoryDataLake: 'https://datalake.azure.net/',
    sqlManagement: 'https://management.core.windows.net:8443/',
    gallery: GALLERY,
    microsoftGraphResourceId: 'https://graph.microsoft.com/',
    appInsightsResourceId: 'https://api.applicationinsights.io',
    appInsightsTelemetryChannelResourceId: 'https://dc.applicationinsights.azure.com/v2/track',
    attestationResourceId: 'https://attest.azure.net',
    synapseAnalyticsResourceId: 'https://dev.azuresynapse.net',
    logAnalyticsResourceId: 'https://api.loganalytics.io',
    ossrDbmsResourceId: 'https://ossrdbms-aad.database.windows.net',
  };
}
