mock_provider "aws" {
  mock_data "aws_iam_policy_document" {
    defaults = {
      json = "{\"Version\":\"2012-10-17\",\"Statement\":[]}"
    }
  }

  mock_data "aws_caller_identity" {
    defaults = {
      account_id = "123456789012"
    }
  }

  mock_data "aws_partition" {
    defaults = {
      partition = "aws"
    }
  }
}

variables {
  name       = "heal7-test"
  vpc_id     = "vpc-00000000"
  subnet_ids = ["subnet-00000001", "subnet-00000002", "subnet-00000003"]

  node_groups = {
    general = {
      instance_type = "t3.large"
      min_size      = 3
      max_size      = 10
    }
    compute_intensive = {
      instance_type = "c5.xlarge"
      min_size      = 2
      max_size      = 5
      taint         = "compute-intensive"
    }
  }
}

run "cluster" {
  command = plan

  assert {
    condition     = aws_kms_key.this.enable_key_rotation && aws_kms_key.this.deletion_window_in_days == 7
    error_message = "The key rotates and waits 7 days before it is deleted."
  }

  assert {
    condition     = length(aws_eks_cluster.this.enabled_cluster_log_types) == 5
    error_message = "All five logs of the control plane are kept."
  }

  assert {
    condition     = aws_eks_cluster.this.vpc_config[0].endpoint_public_access == false
    error_message = "Nobody outside reaches the API unless a network is named."
  }

  assert {
    condition     = alltrue([for template in aws_launch_template.node : template.metadata_options[0].http_tokens == "required"])
    error_message = "Nodes answer with a token only (IMDSv2)."
  }

  assert {
    condition     = [for taint in aws_eks_node_group.this["compute_intensive"].taint : taint.key] == ["compute-intensive"]
    error_message = "The nodes for calculations take nothing else."
  }

  assert {
    condition     = alltrue([for group in aws_eks_node_group.this : group.update_config[0].max_unavailable_percentage == 25])
    error_message = "At most a quarter of the nodes is away during an update."
  }
}

run "open_to_the_world" {
  command = plan

  variables {
    public_access_cidrs = ["0.0.0.0/0"]
  }

  expect_failures = [var.public_access_cidrs]
}
