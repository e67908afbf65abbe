"""A script of the SDK v1: attach, wait, status, serialize, deserialize, detach. attach-gpu.ts is its port."""
import json
import sys

from azureml.core import Workspace
from azureml.core.authentication import ServicePrincipalAuthentication
from azureml.core.compute import ComputeTarget, KubernetesCompute
from azureml.exceptions import ComputeTargetException


def main(tenant_id, client_id, client_secret, cluster_id):
    auth = ServicePrincipalAuthentication(tenant_id, client_id, client_secret)
    workspace = Workspace.from_config(auth=auth)
    try:
        compute = KubernetesCompute(workspace, "gpu")
    except ComputeTargetException:
        config = KubernetesCompute.attach_configuration(resource_id=cluster_id, namespace="ml-team")
        compute = ComputeTarget.attach(workspace, "gpu", config)
        compute.wait_for_completion(show_output=True)
    print(compute.provisioning_state, compute.get_status())

    with open("gpu.json", "w") as file:
        json.dump(compute.serialize(), file)
    with open("gpu.json") as file:
        again = KubernetesCompute.deserialize(workspace, json.load(file))
    again.refresh_state()
    print(again.name, again.namespace, again.cluster_resource_id)

    again.detach()
    again.wait_for_completion(is_delete_operation=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
