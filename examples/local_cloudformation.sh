#!/usr/bin/env bash
# The life of the extensions of this repository, by the commands that one types against AWS:
#
#   cfn-local exec -- examples/local_cloudformation.sh
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf '\n--- %s\n' "$*"; }
run() { printf '$ %s\n' "$*"; "$@"; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export AWS_PAGER= AWS_DEFAULT_OUTPUT=text
latest_events() {
  aws cloudformation describe-stack-events --stack-name "$1" --query \
    'reverse(StackEvents)[].[ResourceStatus,LogicalResourceId,HookStatus||`-`,HookStatusReason||ResourceStatusReason||`-`]'
}

say "Submit every extension to the private registry"
for project in $(python3 -c 'import json; print(*json.load(open(".rpdk-config"))["projects"])'); do
  (cd "$project" && run cfn submit --set-default --region us-east-1)
done
aws cloudformation list-types --visibility PRIVATE --query 'TypeSummaries[].[TypeName,Type,DefaultVersionId]'

say "Switch the hook on: what it rejects fails"
run aws cloudformation set-type-configuration --type HOOK --type-name AwsCommunity::Spot::AllocationCheck \
  --configuration '{"CloudFormationConfiguration": {"HookConfiguration":
    {"HookInvocationStatus": "ENABLED", "TargetOperations": ["RESOURCE"], "FailureMode": "FAIL", "Properties": {}}}}'

say "Six instances that stay reserved when any one of three zones is lost"
run aws cloudformation deploy --stack-name capacity \
  --template-file resources/awscommunity-odcr-group/examples/smallest.yaml
latest_events capacity
aws cloudformation describe-stacks --stack-name capacity --query 'Stacks[].Outputs[].[OutputKey,OutputValue]'
aws ec2 describe-capacity-reservations --query \
  'CapacityReservations[].[AvailabilityZone,InstanceType,TotalInstanceCount,State]'

say "An Auto Scaling group with one instance type: the hook stops it before it is made"
if run aws cloudformation deploy --stack-name one-type --template-file examples/one-instance-type.yaml; then
  echo "The hook let it through." >&2
  exit 1
fi
latest_events one-type

say "The group that the hook recommends"
subnets=$(aws ec2 describe-subnets --query 'join(`,`, Subnets[:3].SubnetId)')
run aws cloudformation deploy --stack-name fleet --parameter-overrides "Subnets=$subnets" \
  --template-file hooks/spot-allocation-check/examples/auto-scaling-group.yaml
latest_events fleet

say "Behind its back somebody shrinks a reservation; drift detection tells"
reservation=$(aws ec2 describe-capacity-reservations --query 'CapacityReservations[0].CapacityReservationId')
run aws ec2 modify-capacity-reservation --capacity-reservation-id "$reservation" --instance-count 1
detection=$(aws cloudformation detect-stack-drift --stack-name capacity)
until [ "$(aws cloudformation describe-stack-drift-detection-status --stack-drift-detection-id "$detection" \
  --query DetectionStatus)" != DETECTION_IN_PROGRESS ]; do :; done
aws cloudformation describe-stack-resource-drifts --stack-name capacity --query \
  'StackResourceDrifts[].[LogicalResourceId,StackResourceDriftStatus,PropertyDifferences[0].PropertyPath,PropertyDifferences[0].ExpectedValue,PropertyDifferences[0].ActualValue]'

say "An update to twelve instances"
sed 's/MinimumInstanceCount: 6/MinimumInstanceCount: 12/' resources/awscommunity-odcr-group/examples/smallest.yaml \
  > "$scratch/twelve.yaml"
run aws cloudformation deploy --stack-name capacity --template-file "$scratch/twelve.yaml"
aws ec2 describe-capacity-reservations --query 'CapacityReservations[].[AvailabilityZone,TotalInstanceCount,State]'

say "A tracker of Glue jobs: a week of runs, the alerts, and the report that is mailed"
run aws cloudformation deploy --stack-name tracker \
  --template-file resources/awscommunity-glue-jobtracker/examples/report.yaml
run .venv/bin/python examples/glue_tracker_week.py tracker

say "Everything is deleted, and nothing is left that is billed"
for stack in one-type fleet tracker capacity; do
  run aws cloudformation delete-stack --stack-name "$stack"
  run aws cloudformation wait stack-delete-complete --stack-name "$stack"
done
left=$(aws ec2 describe-capacity-reservations --query 'length(CapacityReservations[?State==`active`])')
echo "active reservations: $left"
[ "$left" = 0 ]
