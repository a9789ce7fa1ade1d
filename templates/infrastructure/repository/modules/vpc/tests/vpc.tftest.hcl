mock_provider "aws" {
  mock_data "aws_availability_zones" {
    defaults = {
      names = ["ap-northeast-2a", "ap-northeast-2b", "ap-northeast-2c", "ap-northeast-2d"]
    }
  }

  mock_data "aws_iam_policy_document" {
    defaults = {
      json = "{\"Version\":\"2012-10-17\",\"Statement\":[]}"
    }
  }

  mock_resource "aws_cloudwatch_log_group" {
    defaults = {
      arn = "arn:aws:logs:ap-northeast-2:123456789012:log-group:test"
    }
  }

  mock_resource "aws_iam_role" {
    defaults = {
      arn = "arn:aws:iam::123456789012:role/test"
    }
  }
}

variables {
  name         = "heal7-test"
  cidr         = "10.0.0.0/16"
  cluster_name = "heal7-test"
  kms_key_arn  = "arn:aws:kms:ap-northeast-2:123456789012:key/00000000-0000-0000-0000-000000000000"
}

run "three_zones" {
  command = plan

  assert {
    condition     = [for subnet in aws_subnet.public : subnet.cidr_block] == ["10.0.1.0/24", "10.0.2.0/24", "10.0.3.0/24"]
    error_message = "Public subnets are 10.0.1–3.0/24."
  }

  assert {
    condition     = [for subnet in aws_subnet.private : subnet.cidr_block] == ["10.0.11.0/24", "10.0.12.0/24", "10.0.13.0/24"]
    error_message = "Private subnets are 10.0.11–13.0/24."
  }

  assert {
    condition     = [for subnet in aws_subnet.database : subnet.cidr_block] == ["10.0.21.0/24", "10.0.22.0/24", "10.0.23.0/24"]
    error_message = "Database subnets are 10.0.21–23.0/24."
  }

  assert {
    condition     = length(aws_nat_gateway.this) == 3
    error_message = "Every zone has its own way out."
  }
}

run "one_nat_gateway" {
  command = plan

  variables {
    single_nat_gateway = true
  }

  assert {
    condition     = length(aws_nat_gateway.this) == 1
    error_message = "One NAT gateway was asked for."
  }
}

run "not_a_network" {
  command = plan

  variables {
    cidr = "10.0.0.0/24"
  }

  expect_failures = [var.cidr]
}
